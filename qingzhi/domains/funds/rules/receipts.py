"""What the bank's receipts say: rows of a table to receipts, or what is wrong with each row. Pure."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

HEADS = {
    "voucher": ("凭证号", "支付凭证号", "业务编号"),
    "outcome": ("结果", "支付结果", "状态", "交易状态"),
    "amount": ("金额", "支付金额", "付款金额", "金额（元）"),
    "on": ("日期", "支付日期", "回单日期", "交易日期"),
    "reason": ("原因", "退票原因", "失败原因", "备注"),
}
PAID = {"成功", "已支付", "支付成功", "已到账", "已入账", "paid"}
BOUNCED = {"退票", "失败", "已退票", "支付失败", "退回", "bounced"}


@dataclass(frozen=True)
class Receipt:
    """What became of one payment; without a day it is that of the entering, without an amount it is not compared."""

    voucher: str
    paid: bool
    on: date | None = None
    reason: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True)
class Fault:
    """A row that was not taken: its number as the file counts, what it names, why."""

    row: int
    voucher: str
    reason: str


def receipts_of(table: Sequence[Sequence[Any]]) -> tuple[list[tuple[int, Receipt]], list[Fault]]:
    """The receipts of a table whose head is among its first ten rows; faulty rows apart."""
    place, columns = _head(table)
    if place < 0:
        return [], [Fault(1, "", "没有找到表头：至少要有“凭证号”和“结果”两列")]
    taken, faults = [], []
    for number, row in enumerate(table[place + 1 :], place + 2):
        if not any(_plain(cell) for cell in row):
            continue
        cells = {name: row[index] if index < len(row) else "" for name, index in columns.items()}
        found = _receipt(cells)
        if isinstance(found, str):
            faults.append(Fault(number, _plain(cells["voucher"]), found))
        else:
            taken.append((number, found))
    return taken, faults


def _head(table: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    for place, row in enumerate(table[:10]):
        heads = [_plain(cell) for cell in row]
        found = {
            name: next(index for index, head in enumerate(heads) if head in words)
            for name, words in HEADS.items()
            if any(head in words for head in heads)
        }
        if {"voucher", "outcome"} <= set(found):
            return place, found
    return -1, {}


def _receipt(cells: Mapping[str, Any]) -> Receipt | str:
    voucher, outcome = _plain(cells["voucher"]), _plain(cells["outcome"])
    if not voucher:
        return "没有凭证号"
    if outcome not in PAID | BOUNCED:
        return f"结果“{outcome}”不明，应为“成功”或“退票”"
    reason = _plain(cells.get("reason", ""))
    if outcome in BOUNCED and not reason:
        return "退票须写明原因"
    on = _day(cells.get("on", ""))
    if isinstance(on, str):
        return on
    amount = _amount(cells.get("amount", ""))
    if isinstance(amount, str):
        return amount
    return Receipt(voucher, outcome in PAID, on, reason[:300], amount)


def _plain(cell: Any) -> str:
    return (
        unicodedata.normalize("NFKC", str("" if cell is None else cell)).replace("(", "（").replace(")", "）").strip()
    )  # half-width on purpose


def _day(cell: Any) -> date | str | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _plain(cell).replace("/", "-").replace("年", "-").replace("月", "-").replace("日", "").split(" ")[0]
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%Y%m%d"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return f"日期“{text}”无法识别"


def _amount(cell: Any) -> Decimal | str | None:
    text = _plain(cell).replace(",", "").replace("，", "").replace("元", "")
    if not text:
        return None
    try:
        found = Decimal(text)
        if found.is_finite() and found == (cents := found.quantize(Decimal("0.01"))):
            return cents
    except InvalidOperation:
        pass
    return f"金额“{text}”无法识别"
