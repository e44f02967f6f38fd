"""What the case page of a mediation tells beside its dossier."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import prefetch_related_objects

from qingzhi.base import clock
from qingzhi.base.permits import Actor
from qingzhi.domains.coordination.queries import envelopes_of
from qingzhi.engine.limits.queries import due
from qingzhi.engine.procedures.queries.attention import Attention

from ..access import at_desk
from ..models import Mediation
from .people import available_once
from .tables import SHAM

TOLD_BY_COURT = {
    "correcting": "法院退回司法确认申请，请补正", "rejected": "法院没有确认这份协议", "breached": "法院没有受理执行申请",
}  # fmt: skip


def named(mediation: Mediation) -> dict[str, str]:
    """What every paper of a mediation says."""
    return {
        "case_number": mediation.case.number, "claimant": mediation.claimant, "respondent": mediation.respondent,
        "matter": mediation.get_dispute_display(),
    }  # fmt: skip


def mediation_shown(actor: Actor, case: Any) -> Mapping[str, Any]:
    """Sessions, exclusions, envelopes to the court; for the desk who may mediate and why another may not, and the screening."""
    dossier, desk = case.dossier, at_desk(actor, case)
    prefetch_related_objects([dossier], "exclusions__mediator__organisation")
    begun = dossier.mediator_id is not None or bool(dossier.exclusions.all())
    return {
        "sessions": list(dossier.sessions.all()) if begun else [], "exclusions": list(dossier.exclusions.all()),
        "choices": available_once(dossier) if desk and case.state == "choosing" else (), "at_desk": desk,
        "facts": _facts(dossier) if desk else (), "attention": tuple(_attention(case, dossier, desk)),
        "envelopes": envelopes_of(case) if dossier.current_id else (), "opens_envelopes": "coordination.view" in actor.grants,
    }  # fmt: skip


def _facts(mediation: Mediation) -> list[tuple[str, str]]:
    """What the screening was told, by the names of its table."""
    words = {True: "是", False: "否"}
    told = mediation.screened
    known = [one for one in SHAM.conditions if one.name in told and one.type != "choice"]
    return [
        (one.label, words[told[one.name]] if one.type == "yes_no" else f"{told[one.name]}{one.unit}") for one in known
    ]


def _attention(case: Any, mediation: Mediation, desk: bool) -> Iterator[Attention]:
    """What has to be seen before anything else is done."""
    if desk and mediation.signs and case.state in ("review", "second_look"):
        bars = "属于不得制作调解协议的情形" if mediation.barred else "制作协议前须由另一人复核"
        yield Attention(
            "late" if mediation.barred else "warn", f"筛查发现虚假调解的情形，{bars}", tuple(mediation.signs)
        )
    if case.state == "agreed" and mediation.effective_on is not None:
        last = due("mediation.confirm", mediation.effective_on, region=case.region_code, on=case.rules_on).on
        if last is not None and last >= clock.today():
            yield Attention("warn", f"协议已生效，{last:%Y年%m月%d日}以前双方可以共同申请司法确认，过后法院不再受理")
    if mediation.court_said and case.state in TOLD_BY_COURT:
        yield Attention("warn", TOLD_BY_COURT[case.state], (mediation.court_said,))
