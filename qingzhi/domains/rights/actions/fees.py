"""Recording what was paid for a right."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import FeePaid
from ..models import FeePayment, Right
from ..queries.fees import dues_of
from ..refusals import PaymentUnfit
from ..rules.fees import ANNUAL, FEE_LABELS, RENEWAL
from ..terms import RightKind
from .correcting import locked

FITTING = {RightKind.PATENT: (ANNUAL,), RightKind.TRADEMARK: (RENEWAL,)}


@transaction.atomic
def record_payment(
    *, actor: Actor, right: Right, fee: str, amount: Decimal, paid_on: date, year: int | None = None, source: str = ""
) -> FeePayment:
    """Record a payment 「登记缴费」 for a year of the right; the same one recorded twice stays one."""
    right = locked(right)
    require(actor, "rights.register")
    if fee not in FITTING.get(RightKind(right.kind), ()):
        raise PaymentUnfit(f"{RightKind(right.kind).label}没有这种费用", "fee")
    if amount <= 0:
        raise PaymentUnfit("金额须大于零", "amount")
    if paid_on > clock.today():
        raise PaymentUnfit("缴费日不能晚于今天", "paid_on")
    if fee == ANNUAL and year not in [due.year for due in dues_of(right)]:
        raise PaymentUnfit(f"第 {year} 年没有年费应缴，请核对年度", "year")
    found = right.payments.filter(fee=fee, year=year).first() if fee == ANNUAL else None
    found = found or right.payments.filter(fee=fee, paid_on=paid_on).first()
    if found is not None:
        if (found.year, found.amount, found.paid_on) == (year, amount, paid_on):
            return found
        raise PaymentUnfit(f"这一年度已于 {found.paid_on} 登记缴费 {found.amount} 元", "year")
    made = FeePayment.objects.create(
        right=right, fee=fee, year=year, amount=amount, paid_on=paid_on, source=source.strip()
    )
    label = f"第 {year} 年年费" if fee == ANNUAL else FEE_LABELS[fee]
    record(actor, "rights.record_payment", right, changes={label: (None, f"{amount} 元，{paid_on}")}, reason=source)
    publish(FeePaid(right_id=right.pk, payment_id=made.pk))
    reindex(right.kind, right.pk)
    return made
