"""Counting in calendar months and years: where the day is missing in the month, its last day counts (民法典 第二百零二条). Pure."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day so many months later (or earlier)."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same day so many years later."""
    return add_months(day, years * 12)


def full_months(first: date, last: date) -> int:
    """How many full months lie between two days."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months - (add_months(first, months) > last))


def years_begun(first: date, on: date) -> int:
    """In which year, counted from a day on and beginning with 1, another day lies."""
    years = max(0, on.year - first.year)
    return years + 1 - (add_years(first, years) > on)
