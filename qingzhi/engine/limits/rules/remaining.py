"""What is left of a limit, and the words of its deadline tag: 剩 3 天, 今天到期, 逾期 2 天."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from qingzhi.engine.limits.rules.lengths import refuse_instant
from qingzhi.engine.limits.rules.result import Due


class LeftState(StrEnum):
    """Where today stands to the last day; the last day itself is still in time."""

    AHEAD = "ahead"
    TODAY = "today"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    NONE = "none"


@dataclass(frozen=True)
class Remaining:
    """`days` are calendar days, negative once overdue, None while suspended or without a deadline."""

    state: LeftState
    days: int | None
    label: str


def days_left(on: date | None, today: date) -> Remaining:
    """What is left until the last day, which itself belongs to the limit (until 24:00, 《民法典》第203条第2款)."""
    refuse_instant(today, "today")
    if on is None:
        return Remaining(LeftState.NONE, None, "未定期限")
    days = (on - today).days
    if days == 0:
        return Remaining(LeftState.TODAY, 0, "今天到期")
    if days > 0:
        return Remaining(LeftState.AHEAD, days, f"剩 {days} 天")
    return Remaining(LeftState.OVERDUE, days, f"逾期 {-days} 天")


def remaining(due: Due, today: date) -> Remaining:
    """What is left of a limit; a limit in hours also takes the present instant, and then answers to the hour on its last day."""
    if due.is_suspended:
        return Remaining(LeftState.SUSPENDED, None, "中止中")
    if due.at is None:
        return days_left(due.on, today)
    if not isinstance(today, datetime):
        return days_left(due.at.date(), today)
    left = due.at - today
    if abs(left) >= timedelta(days=1):
        return days_left(today.date() + timedelta(days=int(left / timedelta(days=1))), today.date())
    return _hours_left(left)


def _hours_left(left: timedelta) -> Remaining:
    """Within a day of the instant; the instant itself is still in time."""
    hours = int(abs(left) / timedelta(hours=1))
    text = f" {hours} 小时" if hours else "不足 1 小时"
    if left < timedelta(0):
        return Remaining(LeftState.OVERDUE, 0, f"逾期{text}")
    return Remaining(LeftState.TODAY, 0, f"剩{text}")
