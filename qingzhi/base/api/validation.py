"""What pydantic finds wrong, in Chinese: where it stands, and one sentence."""

from collections.abc import Iterable, Mapping
from typing import Any

from .problems import Problem, invalid

SENTENCES = {
    "missing": "缺少这一项",
    "extra_forbidden": "接口没有这一项",
    "json_invalid": "不是有效的 JSON",
    "date_from_datetime_inexact": "须为日期，例如 2018-07-01",
    "date_type": "须为日期，例如 2018-07-01",
    "date_parsing": "须为日期，例如 2018-07-01",
    "date_from_datetime_parsing": "须为日期，例如 2018-07-01",
    "datetime_type": "须为带时区的时间，例如 2018-07-01T09:00:00+08:00",
    "datetime_parsing": "须为带时区的时间，例如 2018-07-01T09:00:00+08:00",
    "datetime_from_date_parsing": "须为带时区的时间，例如 2018-07-01T09:00:00+08:00",
    "timezone_aware": "须写明时区，例如 2018-07-01T09:00:00+08:00",
    "int_parsing": "须为整数",
    "int_type": "须为整数",
    "int_from_float": "须为整数",
    "decimal_parsing": "须为数字",
    "decimal_type": "须为数字",
    "float_parsing": "须为数字",
    "bool_parsing": "须为 true 或 false",
    "string_type": "须为文字",
    "list_type": "须为列表",
    "dict_type": "须为对象",
    "model_type": "须为对象",
    "model_attributes_type": "须为对象",
}
BOUNDS = {
    "greater_than": ("gt", "须大于 {}"),
    "greater_than_equal": ("ge", "不能小于 {}"),
    "less_than": ("lt", "须小于 {}"),
    "less_than_equal": ("le", "不能大于 {}"),
    "string_too_long": ("max_length", "不能超过 {} 个字符"),
    "string_too_short": ("min_length", "不能少于 {} 个字符"),
    "string_pattern_mismatch": ("pattern", "不合格式 {}"),
    "too_long": ("max_length", "不能超过 {} 项"),
    "too_short": ("min_length", "不能少于 {} 项"),
    "decimal_max_places": ("decimal_places", "小数不能超过 {} 位"),
    "decimal_max_digits": ("max_digits", "不能超过 {} 位数字"),
    "literal_error": ("expected", "只能是 {}"),
    "enum": ("expected", "只能是 {}"),
}


def problem_of(errors: Iterable[Mapping[str, Any]]) -> Problem:
    """Ninja's validation errors as one problem."""
    return invalid([_told(error) for error in errors])


def _told(error: Mapping[str, Any]) -> dict[str, Any]:
    """`in` is query, path, header, body …; `pointer` is a JSON pointer (RFC 6901) into a body."""
    place, *steps = error.get("loc") or ("body",)
    if place == "body" and steps[:1] == ["payload"]:
        steps = steps[1:]
    told: dict[str, Any] = {"in": place, "name": ".".join(str(step) for step in steps), "detail": sentence(error)}
    if place == "body":
        told["pointer"] = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
    return told


def sentence(error: Mapping[str, Any]) -> str:
    """One error in words."""
    kind, context = str(error.get("type", "")), error.get("ctx") or {}
    if kind in BOUNDS:
        name, text = BOUNDS[kind]
        return text.format(str(context.get(name, "")).replace(" or ", " 或 "))
    if kind == "value_error":
        return str(context.get("error") or "取值不正确").rstrip("。")
    return SENTENCES.get(kind, "取值不正确")
