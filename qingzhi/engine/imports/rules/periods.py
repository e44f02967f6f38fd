"""Periods in which a source sends: 2018-06, 2018Q2, 2018. Pure."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ..terms import Period

MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
_FORM = re.compile(r"((?:19|20)\d\d)(?:年)?(?:[-./年]?(0?[1-9]|1[0-2])(?:月)?|[qQ第]([1-4])(?:季度?)?)?")


class PeriodNotUnderstood(ValueError):
    """A text names no month, quarter or year."""


@dataclass(frozen=True, order=True)
class Span:
    """One period: `index` counts them from the year 0, so that neighbours differ by one."""

    every: Period
    index: int

    @property
    def code(self) -> str:
        """As batches write it."""
        per_year = 12 // MONTHS[self.every]
        year, place = divmod(self.index, per_year)
        match self.every:
            case Period.MONTH:
                return f"{year}-{place + 1:02d}"
            case Period.QUARTER:
                return f"{year}Q{place + 1}"
            case _:
                return str(year)

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        months = MONTHS[self.every]
        year, place = divmod(self.index, 12 // months)
        month = (place + 1) * months
        return date(year, month, monthrange(year, month)[1])

    def after(self, count: int = 1) -> "Span":
        """The period so many later."""
        return Span(self.every, self.index + count)


def span_on(every: Period, day: date) -> Span:
    """The period that a day lies in."""
    months = MONTHS[every]
    return Span(every, day.year * (12 // months) + (day.month - 1) // months)


def read_span(every: Period, text: str) -> Span:
    """The period that a text names, as one of this length; a longer or shorter one is not taken. Raises."""
    found = _FORM.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    if found:
        year, month, quarter = int(found[1]), found[2], found[3]
        if every is Period.MONTH and month:
            return Span(every, year * 12 + int(month) - 1)
        if every is Period.QUARTER and quarter:
            return Span(every, year * 4 + int(quarter) - 1)
        if every is Period.YEAR and not month and not quarter:
            return Span(every, year)
    form = {Period.MONTH: "2018-06", Period.QUARTER: "2018Q2", Period.YEAR: "2018"}[every]
    raise PeriodNotUnderstood(f"所属期应写作 {form} 这样，不能是“{text.strip()}”")


def due_before(every: Period, today: date, grace_days: int) -> Span:
    """The last period whose data should be there today: it ended, and the grace has passed."""
    span = span_on(every, today)
    while (today - span.last_day).days <= grace_days:
        span = span.after(-1)
    return span


def gaps(spans: set[Span], first: Span, last: Span) -> list[Span]:
    """The periods from first to last that are not there."""
    return [span for step in range(last.index - first.index + 1) if (span := first.after(step)) not in spans]
