"""The payment file through a real spreadsheet program: what the finance office opens, fills in and sends back."""

import csv
import io
import os
import shutil
import subprocess
from datetime import date
from decimal import Decimal

import pytest

from qingzhi.domains.funds.rules.payment_files import Order, csv_file, xlsx_file
from qingzhi.domains.funds.rules.receipt_files import table_of
from qingzhi.domains.funds.rules.receipts import Receipt, receipts_of

SOFFICE = shutil.which("soffice")
CSV = "Text - txt - csv (StarCalc):44,34,76,1"  # comma, quote, UTF-8, from the first line
ACCOUNTS = ("6228480402564890018", "0012345678901234567")
ORDERS = [
    Order("ZF20180001-0001", "2018年专利资助专项", "省级财政（青海省）", "青海示例盐湖科技有限公司", "示例银行", ACCOUNTS[0],
          Decimal("1234567.89"), "ZZ201800001 示例"),
    Order("ZF20180001-0002", "2018年专利资助专项", "省级财政（青海省）", '=HYPERLINK("x")', "+银行", ACCOUNTS[1],
          Decimal("9999999999999.99"), "-减号开头"),
]  # fmt: skip


@pytest.fixture
def office(tmp_path):
    """Convert a file as somebody who opens and saves it does."""
    if SOFFICE is None:
        missing = "needs LibreOffice (soffice): install libreoffice-calc"
        (pytest.fail if os.environ.get("QINGZHI_REQUIRE_ALL") == "1" else pytest.skip)(missing)

    def convert(content, name, ending, *options):
        (tmp_path / name).write_bytes(content)
        command = [SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", *options]
        command += ["--convert-to", ending, "--outdir", str(tmp_path / "out"), str(tmp_path / name)]
        subprocess.run(command, check=True, capture_output=True, timeout=90)
        return next((tmp_path / "out").glob(f"*.{ending.split(':')[0]}")).read_bytes()

    return convert


def cells_of(table):
    """The voucher, account, amount and holder of each row."""
    return [(row[0], str(row[5]).strip(), Decimal(str(row[6])), row[3]) for row in table[1:]]


def test_the_workbook_is_opened_saved_filled_in_and_read_back(office):
    saved = office(xlsx_file(ORDERS, "支付明细", [("批次号", "支付〔2018〕1号")]), "orders.xlsx", "ods")
    table = table_of(saved, "orders.ods")
    assert cells_of(table) == [(one.voucher, one.account, one.amount, one.holder) for one in ORDERS]
    answers = (["成功", date(2018, 7, 2).isoformat(), ""], ["退票", "2018/7/3", "账号不符"])
    filled = io.StringIO()
    csv.writer(filled).writerows(
        [table[0], *([*row[:8], *answer] for row, answer in zip(table[1:], answers, strict=True))]
    )
    back = office(filled.getvalue().encode(), "answers.csv", "xlsx", f"--infilter={CSV}")
    for content, name in ((back, "answers.xlsx"), (filled.getvalue().encode("gb18030"), "answers.csv")):
        taken, faults = receipts_of(table_of(content, name))
        assert not faults and [one for _, one in taken] == [
            Receipt(ORDERS[0].voucher, True, date(2018, 7, 2), "", ORDERS[0].amount),
            Receipt(ORDERS[1].voucher, False, date(2018, 7, 3), "账号不符", ORDERS[1].amount),
        ]


def test_an_account_in_the_text_file_keeps_all_its_digits(office):
    """Without the tab a spreadsheet made 6.22848040256489E+18 of it, and lost the zeros that it began with."""
    saved = office(csv_file(ORDERS), "orders.csv", "xlsx", f"--infilter={CSV}")
    assert [cells[1] for cells in cells_of(table_of(saved, "orders.xlsx"))] == list(ACCOUNTS)
