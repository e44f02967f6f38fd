"""Which days of the lake stay readable."""

from collections.abc import Iterable
from datetime import date, timedelta


def kept_days(days: Iterable[date], today: date, *, daily: int, monthly: int) -> set[date]:
    """Every day of the last `daily` days, the last day of each of the last `monthly` months, and always the latest."""
    known = sorted(days)
    kept = {day for day in known if day > today - timedelta(days=daily)}
    this_month = _month(today)
    ends = {_month(day): day for day in known}  # the later day of a month replaces the earlier
    kept.update(day for month, day in ends.items() if this_month - month < monthly)
    return kept | set(known[-1:])


def _month(day: date) -> int:
    return day.year * 12 + day.month
