"""What actions, fields and values are called on a page. Apps name their actions at start-up; one without a name shows its code."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.timezone import localtime

# Words for what an entry tells that is no field of its object.
WORDS = {
    "agenda": "议程",
    "agenda_count": "议题数",
    "approx_percent": "约数的宽容度（%）",
    "basis": "依据",
    "body": "单位",
    "closed": "办结件数",
    "confirmed": "核对项数",
    "contact": "联络员",
    "evidence": "佐证材料",
    "items": "内容",
    "lead": "责任单位",
    "length": "字数",
    "level": "级别",
    "matters": "督办事项数",
    "measures": "措施数",
    "missed": "未完成份数",
    "name": "名称",
    "number": "编号",
    "on": "日期",
    "on_behalf": "受谁委托",
    "present": "到会单位数",
    "recipient": "收件人",
    "role": "角色",
    "size": "大小（字节）",
    "state": "状态",
    "successor": "承继单位",
    "text": "内容",
    "title": "标题",
    "username": "账号",
    "valid_from": "自",
    "valid_to": "至",
}
_titles: dict[str, str] = {}


def name_actions(titles: dict[str, str]) -> None:
    """Register official names of action codes, such as {"plan.accept_report": "认可填报"}."""
    _titles.update(titles)


def action_title(code: str) -> str:
    return _titles.get(code, code)


def named_actions() -> list[tuple[str, str]]:
    """Every named action as (code, name), by name."""
    return sorted(_titles.items(), key=lambda pair: pair[1])


def worded(object_kind: str, changes: dict[str, Any]) -> list[tuple[str, tuple[Any, Any]]]:
    """The changes of an entry in words: fields and choices by their official names, times as pages write them."""
    return [_worded(object_kind, name, pair) for name, pair in changes.items()]


def _worded(object_kind: str, name: str, pair: Any) -> tuple[str, tuple[Any, Any]]:
    field = _field(object_kind, name)
    old, new = pair if isinstance(pair, list | tuple) and len(pair) == 2 else (None, pair)
    label = str(field.verbose_name) if field is not None else WORDS.get(name, name)
    return label, (_value(field, old), _value(field, new))


def _field(object_kind: str, name: str) -> "models.Field[Any, Any] | None":
    try:
        found = apps.get_model(object_kind)._meta.get_field(name)
    except (FieldDoesNotExist, LookupError, ValueError):
        return None
    return found if isinstance(found, models.Field) else None


def _value(field: "models.Field[Any, Any] | None", value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(map(str, value))
    if value == "":
        return None
    if field is None:
        return value
    if isinstance(field, models.DateTimeField) and isinstance(value, str):
        return f"{localtime(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"
    return dict(field.flatchoices).get(value, value)
