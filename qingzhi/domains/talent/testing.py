"""Factories."""

from datetime import date
from itertools import count
from typing import Any

from qingzhi.base.permits import SYSTEM

from .actions import register_expert
from .models import Expert

_numbers = count(1)


def make_expert(name: str = "", **values: Any) -> Expert:
    """An expert in term since 2017, of the discipline that is told or of agriculture."""
    usual: dict[str, Any] = {"valid_from": date(2017, 1, 1), "fields": [("discipline", "农产品加工")], "source": "测试"}
    name = name or f"专家{next(_numbers)}（示例）"
    return register_expert(actor=SYSTEM, name=name, despite_same_name=True, **{**usual, **values})
