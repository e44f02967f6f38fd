"""The ledger of what was paid: promised with a decision, paid, released; and what others paid before."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.domains.rights.queries.numbers import known_number

from ..events import RightPaid
from ..models import Claim, PaidClaim, SubsidyApplication
from ..queries.ledger import earlier_payment, told_of
from ..refusals import AlreadyPaid, ValueNotValid
from ..terms import ClaimState, Level


def promise(actor: Actor, application: SubsidyApplication, on: date) -> list[PaidClaim]:
    """Every granted claim takes its place in the ledger; what stands there already refuses the whole decision.

    The database holds the last word: of two decisions at once on one right, the second is refused and told of the first.
    """
    found = []
    for claim in (
        application.claims.filter(amount__gt=0).select_related("right").order_by("kind", "number", "act", "part")
    ):
        row = _row_of(claim, application, on)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise _already(claim) from None
        claim.state = ClaimState.GRANTED.value
        claim.save(update_fields=["state"])
        publish(RightPaid(paid_claim_id=row.pk))
        found.append(row)
    told = "、".join(str(row) for row in found)[:900]
    record(actor, "support.promise", application, changes={"rights": (None, told)})
    return found


def mark_paid(application: SubsidyApplication, on: date, voucher: str) -> None:
    """What was promised is paid."""
    PaidClaim.objects.filter(claim__application=application, released_at=None).update(
        paid_on=on, reference=voucher[:200]
    )
    application.claims.filter(state=ClaimState.GRANTED).update(state=ClaimState.PAID.value)


@transaction.atomic
def release_payment(*, actor: Actor, paid: PaidClaim, reason: str) -> PaidClaim:
    """Take a row out of the ledger: a decision was withdrawn before payment, or a row of the past was wrong.

    What was paid and came back whole stays with `recovered`: whether it may be paid again is for a person to say, here.
    """
    require(actor, "support.decide")
    paid = PaidClaim.objects.select_for_update().get(pk=paid.pk)
    if not reason.strip():
        raise ValueNotValid("请填写撤销理由", "reason")
    if paid.released_at is not None:
        raise AlreadyPaid("这条台账已被他人撤销")
    changes = changed(paid, released_at=clock.now(), release_reason=reason.strip()[:300])
    paid.save(update_fields=["released_at", "release_reason"])
    record(actor, "support.release_payment", paid, changes=changes, reason=reason)
    return paid


@transaction.atomic
def enter_earlier_grant(
    *,
    actor: Actor,
    kind: str,
    number: str,
    act: str,
    level: str,
    body_name: str,
    holder_name: str,
    year: int,
    amount: Decimal | None = None,
    paid_on: date | None = None,
    part: str = "",
    region_code: str = "",
    reference: str = "",
    batch_id: int | None = None,
) -> PaidClaim:
    """Enter by hand what somebody paid before for an act of a right; a second payment is kept beside the first."""
    require(actor, "support.ledger.import", region_code=region_code or None)
    read = known_number(kind, number)
    if read is None:
        raise ValueNotValid("请填写号码", "number")
    first = earlier_payment(kind, read.canonical, act, part)
    row = PaidClaim(
        right_id=read.right_id, kind=kind, number=read.canonical, number_shown=read.shown, act=act, part=part, level=Level(level).value,
        body_name=body_name.strip(), region_code=region_code, holder_name=holder_name.strip(), year=year, amount=amount,
        paid_on=paid_on, reference=reference.strip()[:200], batch_id=batch_id, doubled=first is not None,
        entered_at=clock.now(),
    )  # fmt: skip
    row.save()
    record(
        actor, "support.enter_earlier_grant", row, changes={"amount": (None, amount), "doubled": (None, row.doubled)}
    )
    publish(RightPaid(paid_claim_id=row.pk))
    return row


def _row_of(claim: Claim, application: SubsidyApplication, on: date) -> PaidClaim:
    earlier = earlier_payment(claim.kind, claim.number, claim.act, claim.part)
    beside = earlier is not None and earlier.level != Level.PROVINCIAL  # a rule let another level add: see recompute
    return PaidClaim(
        right_id=claim.right_id, kind=claim.kind, number=claim.number, number_shown=claim.number_shown, act=claim.act,
        part=claim.part, slot=Level.PROVINCIAL.value if beside else "", level=Level.PROVINCIAL.value,
        body_name=application.call.body.name, region_code=application.region_code, holder=application.party,
        holder_name=application.party_name, year=on.year, amount=claim.amount, decided_on=on,
        reference=f"办件 {application.case.number}", claim=claim, entered_at=clock.now(),
    )  # fmt: skip


def _already(claim: Claim) -> AlreadyPaid:
    standing: Any = PaidClaim.objects.filter(
        kind=claim.kind, number=claim.number, act=claim.act, part=claim.part, released_at=None
    ).first()
    told = told_of(standing).told if standing else "同一权利的同一事项刚被另一办件占用"
    return AlreadyPaid(f"{claim.number_shown}：{told}", standing.pk if standing else None)
