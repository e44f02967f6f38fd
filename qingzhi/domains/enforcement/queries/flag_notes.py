"""Why a case is flagged, as its page says it; marks for the inbox."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django.urls import reverse

from qingzhi.base.permits import Actor, check
from qingzhi.engine.procedures.access import layers_for
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.queries.attention import Attention
from qingzhi.engine.procedures.terms import Layer

from ..models import CaseFlag, Supervision
from ..terms.flags import FlagKind, SupervisionState

LEVELS = {FlagKind.LISTED: "warn", FlagKind.POVERTY: "none", FlagKind.SUPERVISE: "warn"}
HEADS = {
    FlagKind.LISTED: "涉重点保护名录，优先办理",
    FlagKind.POVERTY: "涉贫困地区，单独统计",
    FlagKind.SUPERVISE: "符合挂牌督办条件",
}


def flag_notes(actor: Actor, case: Case) -> tuple[Attention, ...]:
    """The notes at the top of a case: each flag with its reasons, supervised handling with its day. For authorities only."""
    if Layer.BODIES not in layers_for(actor, case) or actor.body_id is None:
        return ()
    flags = sorted(case.flags.all(), key=lambda one: one.pk)
    notes = [
        Attention(LEVELS[FlagKind(one.kind)], HEADS[FlagKind(one.kind)], tuple(one.reasons))
        for one in flags
        if one.ended_at is None
    ]
    if any(one.kind == FlagKind.SUPERVISE for one in flags):  # else nothing was ever proposed
        supervision = Supervision.objects.filter(case=case).select_related("body").order_by("-pk").first()
        notes += [_supervised(actor, supervision, case)] if supervision is not None else []
    return tuple(notes)


def _supervised(actor: Actor, found: Supervision, case: Case) -> Attention:
    by = f"由{found.body.name}督办" if found.body is not None else ""
    lines = [one for one in (by, f"应于{found.due_on}前办结" if found.due_on else "", found.reason) if one]
    waits = found.state in (SupervisionState.PROPOSED, SupervisionState.CONFIRMED, SupervisionState.RUNNING)
    may = bool(check(actor, "enforcement.flag.view", body_id=case.body_id, region_code=case.region_code or None))
    url = reverse("enforcement:supervision", args=[found.pk]) if may else ""
    return Attention(
        "warn" if waits else "none", f"挂牌督办：{found.get_state_display()}", tuple(lines), url, "查看督办"
    )


def narrowed(code: str) -> Q:
    """A filter: cases that bear a flag, or are under supervision."""
    if code == "supervised":
        return Q(pk__in=Supervision.objects.filter(state=SupervisionState.RUNNING.value).values("case"))
    return Q(pk__in=CaseFlag.objects.filter(kind=code, ended_at=None).values("case"))


def shown(keys: Iterable[int]) -> Mapping[int, Sequence[str]]:
    """The labels of the flags of some cases."""
    found: dict[int, list[str]] = {}
    for case, kind in (
        CaseFlag.objects.filter(case__in=list(keys), ended_at=None).order_by("pk").values_list("case", "kind")
    ):
        found.setdefault(case, []).append(FlagKind(kind).label)
    return found


OPTIONS = [*FlagKind.choices(), ("supervised", "挂牌督办中")]
