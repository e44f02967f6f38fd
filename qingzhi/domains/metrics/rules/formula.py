"""Formulas of indicators 「计算公式」: a small declared expression over lake tables, as data.

A counted part names a table, joins by keys, conditions, the day (for what happens) or the lasting pair (for what holds:
begins ≤ day < ends, an open edge holds), the column of the region, and by what it can be broken down. A formula is one
such part, the share of one in another, or one per another indicator. What a spec may name is told by a catalogue of
tables; every fault is one sentence.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .dimensions import dimensions_of
from .expressions import (
    BARE,
    DAYS,
    LISTS,
    MEASURES,
    NUMBERS,
    THIS,
    UNTOLD,
    WHOLE,
    Catalogue,
    Condition,
    Dimension,
    Expression,
    Join,
    Part,
    split,
)
from .parsing import (
    FormulaNotUnderstood,
    check_condition,
    condition_of,
    joins_of,
    kind_of,
    list_of,
    only,
    refuse,
    text_of,
    whole_of,
)

__all__ = [
    "BARE",
    "LISTS",
    "THIS",
    "UNTOLD",
    "WHOLE",
    "Catalogue",
    "Condition",
    "Dimension",
    "Expression",
    "FormulaNotUnderstood",
    "Join",
    "Part",
    "read_formula",
    "split",
]

PART_KEYS = frozenset({"measure", "table", "joins", "where", "day", "begins", "ends", "region", "column", "until", "divide", "records", "by"})  # fmt: skip


def read_formula(spec: Any, tables: Catalogue) -> Expression:
    """The formula that a spec says; raises `FormulaNotUnderstood`."""
    if not isinstance(spec, Mapping):
        refuse("公式应是一个 JSON 对象")
    if "share" in spec:
        only(spec, {"share", "of", "times"}, "占比公式")
        part, whole = _part(spec["share"], tables, "分子"), _part(spec.get("of"), tables, "分母")
        if part.is_flow != whole.is_flow:
            refuse("占比的分子和分母应同为期间发生数或同为期末存量")
        return Expression(part, whole=whole, times=whole_of(spec.get("times", 100), "倍数 times"))
    if "per" in spec:
        only(spec, {"figure", "per", "times"}, "比率公式")
        if not isinstance(spec["per"], str) or not spec["per"]:
            refuse("per 应写出作分母的指标代码")
        part = _part(spec.get("figure"), tables, "分子")
        return Expression(part, indicator=spec["per"], times=whole_of(spec.get("times", 1), "倍数 times"))
    return Expression(_part(spec, tables, "公式"))


def _part(spec: Any, tables: Catalogue, what: str) -> Part:
    if not isinstance(spec, Mapping):
        refuse(f"{what}没有写明怎样计数")
    only(spec, PART_KEYS, what)
    measure, table = str(spec.get("measure", "count")), str(spec.get("table", ""))
    if measure not in MEASURES:
        refuse(f"不认识的计法“{measure}”，应为 {'、'.join(MEASURES)}")
    if table not in tables:
        refuse(f"数据湖没有“{table}”这张表" if table else f"{what}没有写明数据湖的表 table")
    joins = joins_of(spec.get("joins", {}), tables)
    made = Part(
        measure, table, joins, tuple(condition_of(one) for one in list_of(spec.get("where", []), "where")),
        day=text_of(spec, "day"), begins=text_of(spec, "begins"), ends=text_of(spec, "ends"), region=text_of(spec, "region"),
        column=text_of(spec, "column"), until=text_of(spec, "until"), divide=whole_of(spec.get("divide", 1), "除数 divide"),
        records=text_of(spec, "records"),
    )  # fmt: skip
    kinds = {column: kind_of(made, column, tables) for column in made.columns}
    _check_time(made, kinds)
    _check_measure(made, kinds, tables)
    for one in made.where:
        check_condition(one, kinds[one.column])
    if not made.region:
        refuse(f"{what}没有写明地区列 region")
    if kinds[made.region] != "text":
        refuse(f"地区列“{made.region}”应是行政区划代码")
    return replace(made, by=dimensions_of(spec.get("by", {}), made, tables))


def _check_time(part: Part, kinds: Mapping[str, str]) -> None:
    if bool(part.day) == bool(part.begins):
        refuse("应写明 day（期间发生）或 begins（期末存量）之一，且只写一个")
    if part.ends and not part.begins:
        refuse("写了 ends 就应写明 begins")
    for column in (part.day, part.begins, part.ends):
        if column and kinds[column] not in DAYS:
            refuse(f"“{column}”不是日期列")


def _check_measure(part: Part, kinds: Mapping[str, str], tables: Catalogue) -> None:
    if (part.measure == "count") != (not part.column):
        refuse("计件数不写 column" if part.column else f"计法“{part.measure}”应写明 column")
    if part.measure == "sum" and kinds[part.column] not in NUMBERS:
        refuse(f"“{part.column}”不是数值列，不能求和")
    if (part.measure == "median_days") != bool(part.until):
        refuse("计时长的中位数应写明 until（止日），其他计法不写")
    for column in (part.column, part.until) if part.until else ():
        if kinds[column] not in DAYS:
            refuse(f"“{column}”不是日期列，不能计时长")
    if (part.measure == "distinct") != bool(part.records):
        refuse("去重计数应写明 records（去重后是哪张表的记录），其他计法不写")
    if part.records and part.records not in tables:
        refuse(f"数据湖没有“{part.records}”这张表")
    if part.divide != 1 and part.measure != "sum":
        refuse("只有求和才写除数 divide")
