"""The payment file for the finance office: the same rows as a workbook or as comma-separated text. Pure."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter import Workbook

HEADS = (
    "凭证号",
    "专项",
    "资金来源",
    "收款人户名",
    "开户银行",
    "银行账号",
    "金额（元）",
    "用途",
    "结果",
    "日期",
    "原因",
)
RUNS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula
WIDTHS = (20, 26, 20, 30, 26, 26, 16, 40, 10, 12, 24)
ACCOUNT, AMOUNT = 5, 6


@dataclass(frozen=True)
class Order:
    """One payment order; the last three columns are for the answer."""

    voucher: str
    programme: str
    source: str
    holder: str
    bank: str
    account: str
    amount: Decimal
    purpose: str

    def cells(self) -> list[str]:
        """The cells as text; the amount with two decimals."""
        texts = (self.voucher, self.programme, self.source, self.holder, self.bank, self.account)
        return [*texts, f"{self.amount:.2f}", self.purpose, "", "", ""]


def csv_file(orders: Sequence[Order]) -> bytes:
    """UTF-8 with a mark, as the spreadsheets in offices expect; nothing in it is taken for a formula, no account for a number.

    A spreadsheet keeps fifteen digits of a number: an account opened there and saved would be another. A tab before the
    digits makes it text; readers drop blanks.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for order in orders:
        writer.writerow([_plain(cell, column) for column, cell in enumerate(order.cells())])
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(orders: Sequence[Order], title: str, facts: Sequence[tuple[str, str]]) -> bytes:
    """A workbook: one sheet of orders with their sum, one that says what it is. Account numbers are text."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#E4F1F2", "bottom": 1})
        money = book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet("支付明细")
        sheet.freeze_panes(1, 0)
        for column, (label, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, label, head)
        for row, order in enumerate(orders, 1):
            for column, cell in enumerate(order.cells()):
                if column == AMOUNT:
                    sheet.write_number(row, column, float(order.amount), money)
                elif cell:
                    sheet.write_string(row, column, cell)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        about = book.add_worksheet("说明")
        about.set_column(0, 0, 14)
        about.set_column(1, 1, 60)
        for row, (label, value) in enumerate([("名称", title), *facts]):
            about.write_string(row, 0, label)
            about.write_string(row, 1, value)
    return out.getvalue()


def _plain(cell: str, column: int) -> str:
    if column == ACCOUNT and cell.isdigit():
        return f"\t{cell}"
    return f"'{cell}" if cell.startswith(RUNS) else cell
