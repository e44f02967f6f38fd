"""Factories: a declared table, versions in force, drafts."""

from collections.abc import Mapping, Sequence
from typing import Any

from qingzhi.base.permits import SYSTEM

from .actions import load_decisions
from .declaring import Condition, OutcomeColumn, TableSpec, decision_table
from .models import TableVersion

SUBSIDY = TableSpec(
    "tests.subsidy",
    "示例资助标准",
    conditions=[
        Condition("right_type", "权利类型", "choice", choices={"invention": "发明专利", "utility": "实用新型", "design": "外观设计"}),
        Condition("granted_on", "授权日期", "date"),
        Condition("fee", "官费", "number", unit="元"),
        Condition("abroad", "境外", "yes_no"),
        Condition("industry", "行业代码", "code-prefix"),
        Condition("place", "所在地", "text"),
    ],
    outcomes=[
        OutcomeColumn("amount", "资助额", "money"),
        OutcomeColumn("share", "官费比例", "percent", optional=True),
        OutcomeColumn("note_text", "备注", optional=True),
    ],
    basis="示例",
)  # fmt: skip
ROWS = (
    {"right_type": "invention", "granted_on": "2017-01-01..", "fee": ">= 900", "amount": "5000", "share": "50"},
    {"right_type": '"utility","design"', "granted_on": "2017-01-01..2021-05-31", "amount": "500"},
)


def declare_subsidy() -> TableSpec:
    """The declared table of the tests."""
    return decision_table(SUBSIDY)


def make_table(spec: TableSpec = SUBSIDY, rows: Sequence[Mapping[str, str]] = ROWS, **values: Any) -> TableVersion:
    """A declared table with a version in force: since ever, or from `valid_from` on."""
    decision_table(spec)
    given = {
        "valid_from": "",
        "valid_to": "",
        "version_source": "测试文件第一条",
        "status": "default",
        "source": "",
        **values,
    }
    empty = {one.name: "-" for one in spec.columns}
    load_decisions(actor=SYSTEM, table=spec.code, rows=[{**given, **empty, **row} for row in rows])
    return TableVersion.objects.get(table=spec.code, valid_from=given["valid_from"] or None, state="published")
