"""Terms in months. Pure."""

from calendar import monthrange
from datetime import date


def add_months(on: date, months: int) -> date:
    """The same day so many months later; the last day of the month where there is no such day."""
    year, month = divmod(on.month - 1 + months, 12)
    year, month = on.year + year, month + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another; negative where the second lies before."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (1 if add_months(earlier, months) > later else 0)
