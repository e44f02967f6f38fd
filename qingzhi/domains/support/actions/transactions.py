"""Transactions entered by hand until the exchange exists: recorded with their proof, voided with a reason."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events.awards import TransactionRecorded
from ..models import RecordedTransaction
from ..refusals.awards import RecordedAlready, ValueUnfit


@transaction.atomic
def record_transaction(
    *, actor: Actor, kind: str, contract_number: str, signed_on: date, amount: Decimal, paid_amount: Decimal, giver: Any,
    taker: Any, rights: Sequence[Any], source: str, filing_number: str = "", paid_on: date | None = None, operator: Any = None,
) -> RecordedTransaction:  # fmt: skip
    """Enter a transaction 「登记交易」 by its contract and the proof of payment."""
    require(actor, "support.transaction.record")
    today = clock.today()
    if signed_on > today or (paid_on is not None and paid_on > today):
        raise ValueUnfit("签订日和到账日不能晚于今天", "signed_on")
    if paid_amount > 0 and paid_on is None:
        raise ValueUnfit("有到账金额的须填写到账日", "paid_on")
    if giver.root_pk == taker.root_pk:
        raise ValueUnfit("交易双方不能是同一主体", "taker")
    if not rights:
        raise ValueUnfit("请指明交易的权利", "rights")
    if not source.strip():
        raise ValueUnfit("请填写依据（合同、到账凭证）", "source")
    number = contract_number.strip()
    if RecordedTransaction.objects.filter(kind=kind, contract_number=number).exists():
        raise RecordedAlready("这份合同已经登记", "contract_number")
    made = RecordedTransaction.objects.create(
        kind=kind, contract_number=number, filing_number=filing_number.strip(), signed_on=signed_on, amount=amount,
        paid_amount=paid_amount, paid_on=paid_on, giver=giver, taker=taker, operator=operator, source=source.strip(),
        recorded_at=clock.now(), recorded_by=actor.name,
    )  # fmt: skip
    made.rights.set(rights)
    record(actor, "support.record_transaction", made, changes={"paid_amount": (None, paid_amount)}, reason=source)
    publish(TransactionRecorded(transaction_id=made.pk))
    return made


@transaction.atomic
def void_transaction(*, actor: Actor, transaction_: RecordedTransaction, reason: str) -> RecordedTransaction:
    """Void a record that was wrong 「作废」; one on which compensation rests stays."""
    require(actor, "support.transaction.record")
    found = RecordedTransaction.objects.select_for_update().get(pk=transaction_.pk)
    if found.void_on is not None:
        return found
    if not reason.strip():
        raise ValueUnfit("请填写作废理由", "reason")
    rests = found.applications.exclude(case__state__in=("refused", "withdrawn")).select_related("case").first()
    if rests is not None:
        raise RecordedAlready(f"补偿申请 {rests.case.number} 以此为依据，不能作废")
    changes = changed(found, void_on=clock.today(), void_why=reason.strip()[:300])
    found.save(update_fields=["void_on", "void_why"])
    record(actor, "support.void_transaction", found, changes=changes, reason=reason)
    return found
