"""The size of an enterprise by the rule's own table."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ..rules.industries import industry_fault, section_of
from ..rules.size import Line, size_of

TABLE = Path(__file__).parents[3] / "config" / "reference" / "size_rules.csv"


@pytest.fixture(scope="module")
def lines():
    with TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert all(date.fromisoformat(row["valid_from"]) for row in rows)
    bounds = ("small_from", "medium_from", "large_from")
    return [
        Line(
            row["trade"],
            tuple(row["industries"].split()),
            row["measure"],
            *(Decimal(row[name]) for name in bounds),
            row["source"],
        )
        for row in rows
    ]


@pytest.mark.parametrize(
    ("code", "staff", "revenue", "assets", "size"),
    [
        ("0111", None, 20000, None, "large"), ("0111", None, 500, None, "medium"), ("0111", None, 49, None, "micro"),
        ("2740", 1000, 40000, None, "large"), ("2740", 999, 40000, None, "medium"), ("2740", 1000, 39999, None, "medium"),
        ("2740", 20, 300, None, "small"), ("2740", 19, 100000, None, "micro"), ("0610", 300, 2000, None, "medium"),
        ("4700", None, 6000, 5000, "medium"), ("4700", None, 80000, 79999, "medium"), ("5110", 5, 1000, None, "small"),
        ("5210", 50, 500, None, "medium"), ("5430", 300, 3000, None, "medium"), ("5910", 300, 3000, None, "medium"),
        ("5920", 100, 1000, None, "medium"), ("6010", 1000, 30000, None, "large"), ("6110", 300, 10000, None, "large"),
        ("6311", 100, 1000, None, "medium"), ("6510", 10, 50, None, "small"), ("7010", None, 200000, 10000, "large"),
        ("7020", 300, 1000, None, "medium"), ("7210", 300, None, 120000, "large"), ("7310", 300, None, None, "large"),
        ("7030", 10, None, None, "small"),
    ],
)  # fmt: skip
def test_the_table_at_its_bounds(lines, code, staff, revenue, assets, size):
    found = size_of(section_of(code), code, {"staff": staff, "revenue": revenue, "assets": assets}, lines)
    assert found.size == size and "213号" in found.reason


def test_what_cannot_be_told_says_why(lines):
    assert "缺营业收入" in size_of("C", "2740", {"staff": 5}, lines).reason
    assert "不在划型办法的范围内" in size_of("J", "6610", {"staff": 5}, lines).reason
    assert "未登记主行业" in size_of("", "", {"staff": 5}, lines).reason


@pytest.mark.parametrize(
    ("code", "told"),
    [("C2740", ""), ("2740", ""), ("C", ""), ("27", ""), ("C0111", "属于门类A"), ("9900", "没有“99”大类"), ("X1", "行业代码应为"), ("", "行业代码应为"), ("0000", "没有“00”大类")],
)  # fmt: skip
def test_industry_codes(code, told):
    assert told in industry_fault(code) and bool(told) == bool(industry_fault(code))
