"""The calendar of a region, and what it says of a year."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import region_prefix

from ..models import DayOverride, YearArrangement
from ..rules.calendar import KNOWN_YEARS, DayCode, WorkCalendar


@dataclass(frozen=True)
class DayRow:
    """A day that is not what its weekday says, and why."""

    day: date
    works: bool
    name: str
    source: str
    override_id: int | None = None
    region: str = ""


def calendar_for(region: str = "") -> WorkCalendar:
    """National days, under the office's own for everywhere, under those for the region and what lies above it."""
    rows = [row for row in DayOverride.objects.all() if not row.region or _covers(row.region, region)]
    rows.sort(key=lambda row: len(region_prefix(row.region)) if row.region else 0)
    complete = YearArrangement.objects.values_list("year", flat=True)
    return WorkCalendar({row.day: row.day_kind for row in rows}, frozenset(complete))


def overrides_in(year: int) -> QuerySet[DayOverride]:
    """What the office entered for a year."""
    return DayOverride.objects.filter(day__year=year)


def year_days(year: int) -> list[DayRow]:
    """Every day of a year that is not what its weekday says; the office's rows stand over the national ones."""
    entered = list(overrides_in(year))
    everywhere = {row.day for row in entered if not row.region}
    calendar, day, found = WorkCalendar(), date(year, 1, 1), []
    while day.year == year:
        kind = calendar.kind(day)
        if kind.code in (DayCode.HOLIDAY, DayCode.SHIFTED) and day not in everywhere:
            found.append(DayRow(day, kind.works, kind.reason, kind.source))
        day += timedelta(days=1)
    found += [DayRow(r.day, r.day_kind.works, r.name, r.source, r.pk, r.region) for r in entered]
    return sorted(found, key=lambda row: (row.day, row.region))


def years_missing(until: int | None = None) -> list[int]:
    """The years from this one to `until` (next year) whose arrangement neither the package nor the office knows."""
    this_year = clock.today().year
    complete = set(YearArrangement.objects.values_list("year", flat=True))
    asked = range(this_year, (until or this_year + 1) + 1)
    return [year for year in asked if year not in KNOWN_YEARS and year not in complete]


def _covers(above: str, region: str) -> bool:
    return bool(region) and region.startswith(region_prefix(above))
