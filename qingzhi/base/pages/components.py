"""What the components are made of: plain values that a query or a view hands to a template."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qingzhi.base import clock

STATE_LABELS = {"ok": "正常", "warn": "预警", "late": "滞后", "done": "已完成", "unknown": "未填报", "none": "未开始"}
NOTHING = "—"  # where there is no value
SOON = 7  # 临期: days before a deadline that are shown in amber


@dataclass(frozen=True)
class State:
    """A light: code (one of STATE_LABELS), word and the reason for it. Any object with these three will do as well."""

    code: str
    label: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", STATE_LABELS.get(self.code, self.code))


@dataclass(frozen=True)
class Figure:
    """One number of a figure strip, with the list that it counts."""

    label: str
    value: Any
    url: str = ""
    note: str = ""
    state: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Entry:
    """One step of a timeline: when, who, what, on what basis, with which attachments (name, url)."""

    at: date | datetime
    who: str
    what: str
    basis: str = ""
    note: str = ""
    attachments: list[tuple[str, str]] = field(default_factory=list)
    state: str = ""


@dataclass(frozen=True)
class Stage:
    """One stage of a stage line; state is "past", "now", "next" or "stopped"."""

    label: str
    state: str = "next"
    note: str = ""


@dataclass(frozen=True)
class Document:
    """One row of a documents list."""

    name: str
    url: str
    size: int = 0
    note: str = ""
    sha256: str = ""
    at: date | datetime | None = None


@dataclass(frozen=True)
class Tile:
    """One place of a tiles map: its cell counts from 1; step is 1–5, 0 for no data."""

    name: str
    value: Any
    url: str = ""
    step: int = 0
    column: int = 0
    row: int = 0
    label: str = ""


@dataclass(frozen=True)
class Deadline:
    """How a deadline reads today."""

    due: date | None
    code: str
    text: str


def part(obj: Any, name: str, default: Any = "") -> Any:
    """An attribute of an object or an item of a mapping."""
    found = obj.get(name, default) if isinstance(obj, dict) else getattr(obj, name, default)
    return default if found is None else found


def state_of(value: Any) -> State | None:
    """A State from whatever bears `code`, `label` and `reason`, or from a code alone; None for nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and not hasattr(value, "code"):
        return State(value)
    return State(str(part(value, "code", "unknown")), str(part(value, "label")), str(part(value, "reason")))


def deadline_of(due: date | datetime | None, state: Any = None) -> Deadline:
    """How a deadline reads today: 剩 3 天, 今天到期, 逾期 2 天; finished or not begun, it only tells the date."""
    if due is None:
        return Deadline(None, "none", "未定期限")
    if isinstance(due, datetime):
        due = due.astimezone(clock.now().tzinfo).date()
    known = state_of(state)
    code = known.code if known else ""
    days = (due - clock.today()).days
    if code == "done":
        return Deadline(due, "done", "已办结")
    if days < 0:
        return Deadline(due, "late", f"逾期 {-days} 天")
    text = "今天到期" if days == 0 else f"剩 {days} 天"
    return Deadline(due, "warn" if days <= SOON else "ok", text)


def grouped(value: Any) -> str:
    """A number with its thousands apart."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float | Decimal):
        return f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,}"
    return str(value)
