"""The payment file: drawn from a batch, with whole account numbers for who may see them; that it was drawn is in the trail."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, check, require

from ..models import PaymentBatch, PaymentItem
from ..queries.accounts import shown_accounts, whole_accounts
from ..refusals import BatchNotOpen, ValueNotValid
from ..rules.payment_files import Order, csv_file, xlsx_file
from ..terms import BatchState, ItemState

MEDIA = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True)
class PaymentFile:
    """A drawn file."""

    name: str
    content: bytes
    media_type: str
    sha256: str


@transaction.atomic
def draw_payment_file(*, actor: Actor, batch: PaymentBatch, kind: str = "xlsx") -> PaymentFile:
    """The orders of a batch as `xlsx` or `csv`. Without the permit for accounts the numbers are masked."""
    batch = PaymentBatch.objects.select_related("programme", "body__region").get(pk=batch.pk)
    require(actor, "funds.export", body_id=batch.body_id, region_code=batch.body.region.code)
    if kind not in MEDIA:
        raise ValueNotValid("支付文件的格式是 xlsx 或 csv", "kind")
    if batch.state == BatchState.CANCELLED:
        raise BatchNotOpen(f"{batch.number}已撤销，不能导出支付文件")
    whole = bool(check(actor, "funds.account.view"))
    rows = list(
        batch.items.exclude(state=ItemState.CANCELLED).select_related("account", "claim__line__region").order_by("pk")
    )
    numbers = (whole_accounts if whole else shown_accounts)(item.account for item in rows)
    orders = [_order(batch, item, numbers[item.account_id]) for item in rows]
    facts = [
        ("批次号", batch.number),
        ("状态", batch.get_state_display()),
        ("笔数", str(len(orders))),
        ("合计（元）", f"{sum(one.amount for one in orders):,.2f}"),
        ("编制人", batch.made_by),
        ("复核人", batch.issued_by or "未复核"),
        ("导出人", actor.name),
        ("导出时间", f"{clock.now():%Y-%m-%d %H:%M}"),
        ("银行账号", "完整" if whole else "仅尾号（导出人没有查看完整账号的权限）"),
    ]
    title = f"{batch.programme}支付明细"
    content = csv_file(orders) if kind == "csv" else xlsx_file(orders, title, facts)
    digest = hashlib.sha256(content).hexdigest()
    changes = {"items": (None, len(orders)), "name": (None, kind), "evidence": (None, f"SHA-256 {digest}")}
    record(actor, "funds.draw_payment_file", batch, changes=changes, reason="含完整银行账号" if whole else "账号已遮蔽")
    return PaymentFile(f"{batch.number}.{kind}", content, MEDIA[kind], digest)


def _order(batch: PaymentBatch, item: PaymentItem, account: str) -> Order:
    return Order(
        voucher=item.voucher,
        programme=str(batch.programme),
        source=item.claim.line.label,
        holder=item.account.holder_name,
        bank=item.account.bank_name,
        account=account,
        amount=item.amount,
        purpose=item.claim.label,
    )
