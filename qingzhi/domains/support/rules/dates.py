"""Days by the calendar. Pure."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last where it has none.

    >>> add_months(date(2018, 8, 31), 6)
    datetime.date(2019, 2, 28)
    """
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
