"""How long a right lasts, from dated rows (see `right_terms.csv`). Pure.

The last day of a term is the day before the anniversary (专利审查指南 第五部分第九章: 申请日 1999-09-06 的十年至 2009-09-05),
or the end of the year where the row says so (著作权法).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .months import add_years

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """A row: rights of this type, whose day (`counts_from`) lies in the row's validity (end exclusive), last so long."""

    right_type: str
    counts_from: str  # applied, registered, published, completed, first_used
    years: int
    valid_from: str
    valid_to: str
    to_year_end: bool = False
    renewable: bool = False


class Terms:
    """Every row; the last day of a right by its type and day, looked up once for each."""

    def __init__(self, rows: Iterable[Term]):
        self._rows: dict[str, list[Term]] = {}
        for row in rows:
            self._rows.setdefault(row.right_type, []).append(row)
        self._known: dict[tuple[str, str, str], str | None] = {}

    def counts_from(self, right_type: str) -> tuple[str, ...]:
        """The days that the rows of a type count from, each once."""
        return tuple(dict.fromkeys(row.counts_from for row in self._rows.get(right_type, ())))

    def last_day(self, right_type: str, counts_from: str, day: str | None, in_force_on: str = "") -> str | None:
        """The last day (ISO) of a right; where the term can be renewed, of the term that holds `in_force_on`."""
        if not day:
            return None
        key = (right_type, counts_from, day)
        if key not in self._known:
            self._known[key] = self._computed(*key)
        last = self._known[key]
        if last and in_force_on > last:
            return self._renewed(right_type, counts_from, day, in_force_on)
        return last

    def _row(self, right_type: str, counts_from: str, day: str) -> Term | None:
        for row in self._rows.get(right_type, ()):
            valid = row.valid_from <= day and (not row.valid_to or day < row.valid_to)
            if row.counts_from == counts_from and valid:
                return row
        return None

    def _computed(self, right_type: str, counts_from: str, day: str) -> str | None:
        row = self._row(right_type, counts_from, day)
        return _last(date.fromisoformat(day), row, row.years) if row else None

    def _renewed(self, right_type: str, counts_from: str, day: str, on: str) -> str | None:
        row, begin = self._row(right_type, counts_from, day), date.fromisoformat(day)
        if row is None or not row.renewable:
            return self._known[(right_type, counts_from, day)]
        years = row.years
        while (last := _last(begin, row, years)) < on:
            years += row.years
        return last


def _last(begin: date, row: Term, years: int) -> str:
    if row.to_year_end:
        return f"{begin.year + years}-12-31"
    return (add_years(begin, years) - DAY).isoformat()
