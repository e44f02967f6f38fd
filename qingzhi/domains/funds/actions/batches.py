"""Payment batches: made by one, issued by another, cancelled while they are not issued."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Max, Value

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import BatchIssued
from ..models import Claim, LineBalance, PayeeAccount, PaymentBatch, PaymentItem, Programme
from ..models.money import MoneyField
from ..queries.ledger import has_committed
from ..refusals import AccountMissing, BatchNotOpen, FourEyes, KeyReused, ValueNotValid
from ..terms import BatchState, ItemState, Posting
from .posting import Voucher, post

MOST = 2000


@transaction.atomic
def make_payment_batch(
    *, actor: Actor, programme: Programme, claims: Sequence[Claim], key: str, note: str = ""
) -> PaymentBatch:
    """Put what is owed into a payment batch, each with a voucher number; it waits for another person to issue it."""
    list(Programme.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    programme = Programme.objects.select_related("body__region").get(pk=programme.pk)
    body = programme.body
    require(actor, "funds.batch.manage", body_id=body.pk, region_code=body.region.code)
    there = PaymentBatch.objects.filter(request_key=key).first()
    if there is not None:
        if there.programme_id != programme.pk or there.made_by_subject != actor.subject_id:
            raise KeyReused(f"这一请求已用于{there.number}，请刷新后重新勾选")
        return there
    wanted = _owed(programme, claims)
    accounts = _accounts(wanted)
    year = clock.today().year
    sequence = _next_number(year)
    batch = PaymentBatch.objects.create(
        number=f"支付〔{year}〕{sequence}号",
        year=year,
        sequence=sequence,
        programme=programme,
        body=body,
        note=note.strip()[:300],
        made_at=clock.now(),
        made_by=actor.name[:100],
        made_by_subject=actor.subject_id,
        request_key=key,
    )
    items = [
        PaymentItem(
            batch=batch,
            claim=claim,
            account=accounts[claim.payee_id or 0],
            voucher=f"ZF{year}{sequence:04d}-{place:04d}",
            amount=claim.payable,
        )
        for place, claim in enumerate(wanted, 1)
    ]
    PaymentItem.objects.bulk_create(items)
    Claim.objects.filter(pk__in=[claim.pk for claim in wanted]).update(batched=F("committed"))
    whole = sum((one.amount for one in items), Decimal(0))
    record(actor, "funds.make_payment_batch", batch, changes={"items": (None, len(items)), "amount": (None, whole)})
    return batch


@transaction.atomic
def issue_batch(*, actor: Actor, batch: PaymentBatch) -> PaymentBatch:
    """Check a batch and send it to be paid: each payment is posted. Never by the one who made it, nor by one who committed."""
    batch = held_batch(actor, batch, "funds.pay")
    if batch.state in (BatchState.ISSUED, BatchState.DONE) and batch.issued_by_subject == actor.subject_id:
        return batch
    _require_made(batch)
    items = held_items(batch)
    _require_other_eyes(actor, batch, items)
    _unbatch(items)
    for item in items:
        item.journal = post(
            actor=actor,
            line=item.claim.line,
            kind=Posting.PAY,
            amount=item.amount,
            voucher=Voucher(f"pay:{item.voucher}", number=item.voucher, note=batch.number),
            claim=item.claim,
        )
        item.state = ItemState.SENT
    PaymentItem.objects.bulk_update(items, ["journal", "state"])
    changes = changed(batch, state=BatchState.ISSUED, issued_at=clock.now(), issued_by=actor.name[:100])
    batch.issued_by_subject = actor.subject_id
    batch.save()
    record(actor, "funds.issue_batch", batch, changes=changes)
    publish(BatchIssued(batch_id=batch.pk))
    return batch


@transaction.atomic
def cancel_batch(*, actor: Actor, batch: PaymentBatch, reason: str) -> PaymentBatch:
    """Take a batch apart that is not issued yet; what it held is owed as before."""
    batch = held_batch(actor, batch, "funds.batch.manage")
    if batch.state == BatchState.CANCELLED:
        return batch
    _require_made(batch)
    if not reason.strip():
        raise ValueNotValid("请填写撤销的理由", "reason")
    items = held_items(batch)
    _unbatch(items)
    PaymentItem.objects.filter(batch=batch).update(state=ItemState.CANCELLED)
    changes = changed(batch, state=BatchState.CANCELLED, closed_at=clock.now())
    batch.save()
    record(actor, "funds.cancel_batch", batch, changes=changes, reason=reason)
    return batch


def _unbatch(items: Sequence[PaymentItem]) -> None:
    for item in items:
        step = Value(item.amount, output_field=MoneyField())
        Claim.objects.filter(pk=item.claim_id).update(batched=F("batched") - step)


def held_batch(actor: Actor, batch: PaymentBatch, permit: str) -> PaymentBatch:
    """The batch, locked, for who may do this on it."""
    found = PaymentBatch.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=batch.pk)
    require(actor, permit, body_id=found.body_id, region_code=found.body.region.code)
    return found


def _require_made(batch: PaymentBatch) -> None:
    if batch.state != BatchState.MADE:
        by = f"，由{batch.issued_by}复核" if batch.issued_by else ""
        raise BatchNotOpen(f"{batch.number}已是“{batch.get_state_display()}”{by}，请刷新查看")


def _require_other_eyes(actor: Actor, batch: PaymentBatch, items: Sequence[PaymentItem]) -> None:
    if batch.made_by_subject == actor.subject_id:
        raise FourEyes("编制支付批次的人不能复核送付，请由另一位财务人员办理")
    if has_committed(actor, [item.claim_id for item in items]):
        raise FourEyes("批次中有您作出承诺的事项，请由另一位财务人员复核送付")


def held_items(batch: PaymentBatch) -> list[PaymentItem]:
    """The payments of a batch, the balances of their lines held in order."""
    items = list(batch.items.select_related("claim__line__programme", "claim__line__region").order_by("pk"))
    lines = {item.claim.line_id for item in items}
    list(LineBalance.objects.select_for_update().filter(line__in=lines).order_by("line_id"))
    return items


def _owed(programme: Programme, claims: Sequence[Claim]) -> list[Claim]:
    """The claims as they are now, their lines held; refuses what is not owed or stands in a batch."""
    asked = {claim.pk for claim in claims}
    if not asked:
        raise ValueNotValid("请选择要付款的事项")
    if len(asked) > MOST:
        raise ValueNotValid(f"一个批次至多{MOST}笔，这次选了{len(asked)}笔")
    lines = set(Claim.objects.filter(pk__in=asked).values_list("line_id", flat=True))
    list(LineBalance.objects.select_for_update().filter(line__in=lines).order_by("line_id"))
    found = list(Claim.objects.filter(pk__in=asked).select_related("line", "payee").order_by("pk"))
    for claim in found:
        if claim.line.programme_id != programme.pk:
            raise ValueNotValid(f"“{claim.label}”不属于“{programme}”，一个批次只含一个专项")
        if claim.batched:
            raise BatchNotOpen(f"“{claim.label}”已在另一支付批次中，请刷新查看")
        if not claim.payable:
            raise ValueNotValid(f"“{claim.label}”没有待付的资金")
    return found


def _accounts(claims: Sequence[Claim]) -> dict[int, PayeeAccount]:
    """The account in force of each payee."""
    payees = {claim.payee_id for claim in claims if claim.payee_id}
    rows = PayeeAccount.objects.filter(payee__in=payees, valid_to=None)
    found = {row.payee_id: row for row in rows}
    for claim in claims:
        if claim.payee is None:
            raise AccountMissing(f"“{claim.label}”没有登记收款人")
        if claim.payee_id not in found:
            raise AccountMissing(f"收款人“{claim.payee}”没有登记银行账户")
    return found


def _next_number(year: int) -> int:
    """The next number of the year; whoever makes a batch holds all programmes, so that two never get the same."""
    last = PaymentBatch.objects.filter(year=year).aggregate(last=Max("sequence"))["last"]
    return (last or 0) + 1
