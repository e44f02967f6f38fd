"""Single values of the cell language: numbers, days, yes and no, choices, texts. Each refusal is one clear sentence."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from .spec import Condition, OutcomeColumn

Column = Condition | OutcomeColumn

LONGEST_CELL = 500
_NUMBER = re.compile(r"([+-]?[0-9]{1,15}(?:\.[0-9]{1,6})?)(万|亿)?")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)")
_TIMES = {"": 1, "万": 10_000, "亿": 100_000_000}
YES, NO = ("是", "true", "yes", "1"), ("否", "false", "no", "0")


class CellWrong(ValueError):
    """A cell cannot be read; the text says why in one sentence."""


def number(text: str, column: Column) -> Decimal:
    """A number, with 万 or 亿 and the column's unit if one likes."""
    bare = text.strip()
    for unit in filter(
        None, (column.unit, "元" if column.type == "money" else "", "%" if column.type == "percent" else "")
    ):
        bare = bare.removesuffix(unit).strip()
    found = _NUMBER.fullmatch(bare)
    if found is None:
        raise CellWrong(f"“{text}”不是数字，应形如 5000、0.5 或 5万")
    value = Decimal(found[1]) * _TIMES[found[2] or ""]
    if getattr(column, "whole", False) and value != value.to_integral_value():
        raise CellWrong(f"“{text}”应为整数")
    return value


def day(text: str) -> date:
    """A day as 2018-07-01, 2018/7/1 or 2018年7月1日."""
    found = _DAY.fullmatch(text.strip())
    parts = [part for part in found.groups() if part] if found else []
    try:
        return date(*map(int, parts)) if parts else date.fromisoformat("")
    except ValueError:
        raise CellWrong(f"“{text}”不是日期，应形如 2018-07-01") from None


def yes_no(text: str) -> bool:
    """是 or 否."""
    known = text.strip().lower()
    if known in YES:
        return True
    if known in NO:
        return False
    raise CellWrong(f"“{text}”应填“是”或“否”")


def choice(text: str, column: Column) -> str:
    """The value of a choice, given by value or by label."""
    known = text.strip()
    for value, label in column.options:
        if known in (value, label):
            return value
    raise CellWrong(f"“{text}”不在可选项之列，可填：{'、'.join(label for _, label in column.options)}")


def say(value: Any, column: Column) -> str:
    """A value as a page shows it."""
    if value is None:
        return "空"
    if isinstance(value, tuple | list | set | frozenset):
        return "、".join(say(one, column) for one in value) or "空"
    if column.type == "choice":
        return dict(column.options).get(str(value), str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | int | float):
        return say_number(Decimal(str(value)), column)
    return str(value)


def say_number(value: Decimal, column: Column) -> str:
    """A number with its unit; money with two digits and its thousands apart."""
    if column.type == "money":
        return f"{value:,.2f} 元"
    plain = f"{value:,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    if column.type == "percent":
        return f"{plain}%"
    unit = column.unit
    return f"{plain} {unit}" if unit and unit != "%" else f"{plain}{unit}"


def outcome(text: str, column: OutcomeColumn) -> Any:
    """The value of an outcome cell; None for an empty one where that is allowed."""
    bare = text.strip()
    if len(bare) > LONGEST_CELL:
        raise CellWrong(f"内容超过 {LONGEST_CELL} 字")
    if bare in ("", "-"):
        if column.optional:
            return None
        raise CellWrong("请填写结果")
    if column.type in ("money", "number", "percent"):
        return number(bare, column)
    if column.type == "yes_no":
        return yes_no(bare)
    return choice(bare, column) if column.type == "choice" else bare
