"""What a corrected value may be. Pure: values in, one sentence out where they cannot be so."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ..terms import BodyRole, Comparator, Every, FigureKind

LARGEST = Decimal(10) ** 17
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2149, 12, 31)
LENGTHS = {"indicator": 200, "unit": 40, "due_quote": 200, "title": 300, "number": 100, "heading": 500}
LABELS = {
    "indicator": "指标",
    "unit": "单位",
    "due_quote": "期限原文",
    "title": "名称",
    "number": "文号",
    "heading": "标题",
}
LISTED = 20


def fault_of_lengths(values: Mapping[str, Any]) -> tuple[str, str] | None:
    """The first text that is too long: (field, sentence)."""
    for name, most in LENGTHS.items():
        if len(values.get(name) or "") > most:
            return name, f"{LABELS[name]}不能超过 {most} 字"
    return None


def fault_of_figure(values: Mapping[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a figure: (field, sentence); None when it is sound."""
    if not values["indicator"].strip():
        return "indicator", "请填写指标"
    if values["comparator"] not in set(Comparator):
        return "comparator", "请选择比较方式"
    if values["kind"] not in set(FigureKind):
        return "kind", "请选择类别"
    if values["per"] and values["per"] not in set(Every):
        return "per", "周期只能是每年、每季度或每月"
    for name in ("value", "value_to"):
        value = values[name]
        if value is not None and (not value.is_finite() or abs(value) >= LARGEST):
            return name, "数值过大，请核对单位"
    if values["comparator"] == Comparator.RANGE and (
        values["value_to"] is None or values["value_to"] <= values["value"]
    ):
        return "value_to", "区间的上限须大于下限"
    if values["comparator"] != Comparator.RANGE and values["value_to"] is not None:
        return "value_to", "只有区间才填写上限"
    return fault_of_day("deadline", values["deadline"]) or fault_of_lengths(values)


def fault_of_measure(values: Mapping[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a measure's corrected fields: (field, sentence)."""
    if values["due_every"] and values["due_every"] not in set(Every):
        return "due_every", "周期只能是每年、每季度或每月"
    for name, label in (("programmes", "专项行动"), ("audiences", "面向")):
        if len(values[name]) > LISTED or any(len(one) > 200 for one in values[name]):
            return name, f"{label}最多 {LISTED} 项，每项不超过 200 字"
    return fault_of_bodies(values["bodies"]) or fault_of_day("due_on", values["due_on"]) or fault_of_lengths(values)


def fault_of_bodies(bodies: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """What is wrong with the responsible bodies."""
    if len(bodies) > 60:
        return "bodies", "责任单位最多 60 个"
    for name, role in bodies:
        if not name.strip() or len(name) > 200:
            return "bodies", "单位名称须为 1 至 200 字"
        if role not in set(BodyRole):
            return "bodies", "职责只能是牵头、配合或共同"
    if len({name for name, _ in bodies}) != len(bodies):
        return "bodies", "同一单位只能填写一次"
    return None


def fault_of_day(field: str, day: date | None) -> tuple[str, str] | None:
    """What is wrong with a date."""
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        return field, "日期应在 1949 年 10 月至 2149 年之间"
    return None
