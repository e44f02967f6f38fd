"""Later checks: a paid right that lapsed too early, fell, or was found abnormal opens a case and drafts the letter."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.engine.procedures.actions import link, open_case
from qingzhi.engine.procedures.terms import LinkKind

from ..events import RecheckOpened
from ..models import PaidClaim, Recheck, RightMark
from ..queries.rulings import Rulings
from ..refusals import ValueNotValid
from ..rules.dates import add_months
from ..rules.money import yuan
from ..rules.paying import kept_long_enough, recheck_ground
from ..terms import Ground, MarkKind

RECHECK = "support.recheck"


@transaction.atomic
def open_recheck(
    *,
    actor: Actor,
    paid: PaidClaim,
    ground: str,
    happened_on: date,
    facts: str,
    kept_until: date | None = None,
    rule: str = "",
) -> Recheck:
    """Open a later check 「启动资助复核」 of one paid right; the same ground of the same day opens one case only."""
    paid = PaidClaim.objects.select_for_update(of=("self",)).select_related("claim__application__case").get(pk=paid.pk)
    if paid.claim is None or paid.paid_on is None:
        raise ValueNotValid("只有本系统拨付的资助可以复核")
    application = paid.claim.application
    case = application.case
    require(actor, "support.recheck", body_id=case.body_id, region_code=case.region_code or None)
    known = Ground(ground)
    there = Recheck.objects.filter(paid=paid, ground=known.value, happened_on=happened_on).first()
    if there is not None:
        return there
    if not facts.strip():
        raise ValueNotValid("请写明情况", "facts")
    recheck = Recheck(
        paid=paid, ground=known.value, happened_on=happened_on, facts=facts.strip()[:500], kept_until=kept_until,
        rule=rule[:300], amount=(paid.amount or Decimal(0)) - paid.recovered,
    )  # fmt: skip
    recheck.notice = recovery_letter(recheck, application)
    opened = open_case(
        actor=actor, procedure=RECHECK, body=case.body, title=f"{application.party_name}：{paid}{known.label}",
        dossier=recheck, applicant=case.applicant, region_code=case.region_code, told=f"{known.label}，启动复核",
    )  # fmt: skip
    link(actor=SYSTEM, case=opened, to=case, kind=LinkKind.ARISES_FROM, reason=known.label)
    record(actor, "support.open_recheck", recheck, changes={"ground": (None, known.value)}, reason=facts)
    publish(RecheckOpened(recheck_id=recheck.pk, right_id=paid.right_id or 0))
    return recheck


def look_again(*, right: Any) -> list[Recheck]:
    """Whether the subsidies paid for a right still stand, as the register and the marks tell it now; opens what does not.

    Safe to call again: one case per payment, ground and day.
    """
    marks = RightMark.objects.filter(right=right, valid_to=None)
    abnormal = marks.filter(kind=MarkKind.ABNORMAL).first()
    ground = recheck_ground(right.status, (MarkKind.ABNORMAL.value,) if abnormal else ())
    if ground is None:
        return []
    since = abnormal.valid_from if abnormal and ground is Ground.ABNORMAL else right.status_on or clock.today()
    rows = PaidClaim.objects.filter(right=right, released_at=None, paid_on__isnull=False, claim__isnull=False)
    return [made for paid in rows.order_by("pk") if (made := _opened(paid, ground, since)) is not None]


def _opened(paid: PaidClaim, ground: Ground, since: date) -> Recheck | None:
    if paid.recovered and paid.recovered >= (paid.amount or 0):
        return None
    until, rule = None, ""
    if ground is Ground.LAPSED:
        claim, paid_on = paid.claim, paid.paid_on
        assert claim is not None and paid_on is not None
        ruling = Rulings(paid_on).ask("keep", type=claim.type, act=claim.act)
        if ruling:
            until, rule = add_months(paid_on, int(ruling.get("months"))), f"{ruling.source}（{ruling.row}）"
        if until is not None and kept_long_enough(paid_on, since, until):
            return None
    facts = f"{paid.number_shown}自 {since} 起{ground.label}，资助于 {paid.paid_on} 拨付"
    return open_recheck(
        actor=SYSTEM, paid=paid, ground=ground.value, happened_on=since, facts=facts, kept_until=until, rule=rule
    )


def recovery_letter(recheck: Recheck, application: Any) -> str:
    """The draft of the letter that asks the money back; a person reads and signs it."""
    paid, ground = recheck.paid, Ground(recheck.ground)
    kept = f"按规定应维持至{recheck.kept_until:%Y年%-m月%-d日}。" if recheck.kept_until else ""
    return (
        f"{application.party_name}：\n"
        f"你单位于{paid.paid_on:%Y年%-m月%-d日}因“{paid.number_shown}”{paid.get_act_display()}获得"
        f"“{application.call.title}”资助{yuan(paid.amount or Decimal(0))}（{application.case.number}）。"
        f"经查，该权利于{recheck.happened_on:%Y年%-m月%-d日}{ground.label}。{kept}\n"
        f"请在收到本通知后说明情况；理由不成立的，应退回资助{yuan(recheck.amount or Decimal(0))}。"
    )


def right_of(right_id: int) -> Any:
    """The right of the register; None for one that was taken back."""
    model = RightMark._meta.get_field("right").related_model
    return model._default_manager.filter(pk=right_id).first()  # type: ignore[union-attr]


def look_at_all(limit: int = 500) -> int:
    """Every paid right whose status in the register is no longer in force (an import tells no event a row); how many cases."""
    rows = PaidClaim.objects.filter(
        released_at=None, paid_on__isnull=False, claim__isnull=False, rechecks=None,
        right__status__in=("lapsed", "cancelled", "invalidated"),
    ).select_related("right")  # fmt: skip
    return sum(len(look_again(right=paid.right)) for paid in rows.order_by("pk")[:limit])
