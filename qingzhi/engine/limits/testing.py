"""Factories."""

from typing import Any

from qingzhi.base.permits import SYSTEM

from .actions import load_limits
from .models import LimitRule


def make_limit(code: str = "tests.answer", value: int = 10, **values: Any) -> LimitRule:
    """A limit of so many working days without beginning or end, or as told."""
    row = {
        "code": code,
        "title": "测试期限",
        "value": str(value),
        "unit": "day",
        "counting": "working",
        "valid_from": "",
        "valid_to": "",
        "source": "测试规则",
        "status": "default",
        **values,
    }
    load_limits(actor=SYSTEM, rows=[row])
    return LimitRule.objects.get(code=code, valid_from=row["valid_from"] or None)
