"""The bank's answer: paid, or sent back with a reason. What is sent back is owed again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor

from ..events import PaymentBounced, PaymentMade
from ..models import PaymentBatch, PaymentItem
from ..refusals import BatchNotOpen
from ..rules.amounts import said
from ..rules.receipts import Fault, Receipt
from ..terms import BatchState, ItemState, Posting
from .batches import held_batch, held_items
from .claims import told
from .posting import Voucher, post


@dataclass
class Taken:
    """What was taken of a file: payments that arrived, that came back, that were known before; rows that do not fit."""

    paid: int = 0
    bounced: int = 0
    known: int = 0
    faults: list[Fault] = field(default_factory=list)


@transaction.atomic
def take_receipts(*, actor: Actor, batch: PaymentBatch, receipts: Sequence[tuple[int, Receipt]]) -> Taken:
    """Enter the receipts of an issued batch, as (row of the file, receipt). What fits is taken, what does not is named.

    The same file once more changes nothing.
    """
    batch = held_batch(actor, batch, "funds.pay")
    if batch.state not in (BatchState.ISSUED, BatchState.DONE):
        raise BatchNotOpen(f"{batch.number}是“{batch.get_state_display()}”，尚未送付，不能登记回单")
    items = {item.voucher: item for item in held_items(batch)}
    taken = Taken()
    for row, receipt in receipts:
        item = items.get(receipt.voucher)
        fault = _fault(item, receipt, batch)
        if item is None or fault:
            taken.faults.append(Fault(row, receipt.voucher, fault))
        elif item.state in (ItemState.PAID, ItemState.BOUNCED):
            taken.known += 1
        elif receipt.paid:
            _arrived(item, receipt)
            taken.paid += 1
        else:
            _came_back(actor, item, receipt)
            taken.bounced += 1
    changes = {"paid": (None, taken.paid), "bounced": (None, taken.bounced), "faults": (None, len(taken.faults))}
    if taken.paid or taken.bounced:
        _close_when_settled(batch, items.values())
        record(actor, "funds.take_receipts", batch, changes=changes)
    return taken


def _fault(item: PaymentItem | None, receipt: Receipt, batch: PaymentBatch) -> str:
    if item is None:
        return f"{batch.number}中没有凭证号“{receipt.voucher}”"
    if receipt.amount is not None and receipt.amount != item.amount:
        return f"金额{said(receipt.amount)}与凭证的{said(item.amount)}不符"
    if receipt.on is not None and receipt.on > clock.today():
        return f"日期{receipt.on}晚于今天"
    sent_on = batch.issued_at.astimezone(clock.now().tzinfo).date() if batch.issued_at else None
    if receipt.on is not None and sent_on is not None and receipt.on < sent_on:
        return f"日期{receipt.on}早于送付日期{sent_on}，请核对年份"
    settled = {ItemState.PAID: True, ItemState.BOUNCED: False}.get(ItemState(item.state))
    if settled is not None and settled is not receipt.paid:
        return f"该凭证已登记为“{item.get_state_display()}”（{item.settled_on}），与回单相反，请核对"
    return ""


def _arrived(item: PaymentItem, receipt: Receipt) -> None:
    item.state, item.settled_on = ItemState.PAID, receipt.on or clock.today()
    item.save(update_fields=["state", "settled_on"])
    assert item.journal is not None  # every issued payment is posted
    facts = told(item.journal, item.claim)
    publish(PaymentMade(**facts, voucher=item.voucher, paid_on=item.settled_on.isoformat()))


def _came_back(actor: Actor, item: PaymentItem, receipt: Receipt) -> None:
    journal = post(
        actor=actor,
        line=item.claim.line,
        kind=Posting.BOUNCE,
        amount=item.amount,
        voucher=Voucher(f"bounce:{item.voucher}", number=item.voucher, note=receipt.reason),
        claim=item.claim,
        reverses=item.journal,
    )
    item.state, item.settled_on, item.reason = ItemState.BOUNCED, receipt.on or clock.today(), receipt.reason
    item.save(update_fields=["state", "settled_on", "reason"])
    publish(PaymentBounced(**told(journal, item.claim), voucher=item.voucher, reason=receipt.reason))


def _close_when_settled(batch: PaymentBatch, items: Iterable[PaymentItem]) -> None:
    if any(item.state == ItemState.SENT for item in items):
        return
    batch.state, batch.closed_at = BatchState.DONE, clock.now()
    batch.save(update_fields=["state", "closed_at"])
