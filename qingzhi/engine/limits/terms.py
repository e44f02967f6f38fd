"""Codes and their official labels."""

from enum import StrEnum


class Counting(StrEnum):
    """Which days count 「计算方式」."""

    WORKING = "working"
    CALENDAR = "calendar"

    @property
    def label(self) -> str:
        return {"working": "工作日", "calendar": "自然日"}[self.value]


class RuleUnit(StrEnum):
    """In what a rule states its length 「单位」."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"

    @property
    def label(self) -> str:
        return {"day": "日", "month": "月", "year": "年", "hour": "小时"}[self.value]


class RuleStatus(StrEnum):
    """Whether the office has confirmed a rule, or it is ours until it does."""

    CONFIRMED = "confirmed"
    DEFAULT = "default"

    @property
    def label(self) -> str:
        return {"confirmed": "已确认", "default": "默认，待确认"}[self.value]


class OverrideKind(StrEnum):
    """What the office says a day is."""

    WORK = "work"
    REST = "rest"

    @property
    def label(self) -> str:
        return {"work": "上班", "rest": "休息"}[self.value]
