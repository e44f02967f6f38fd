"""The value of an indicator for a region: from the register that counts it or, until there is one, from statistics."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.urls import reverse

from qingzhi.base import clock

from ..models import Indicator, Statistic
from ..rules.amounts import UnitDiffers, amount_text, in_unit
from ..rules.periods import Period, PeriodNotUnderstood, Span, read_period
from ..terms import FORMULAS, STATISTICS, IndicatorKind
from .indicators import indicator_by_code
from .providers import SeriesMany, found_series, providers_of, registered_provider
from .statistics import current_statistics

BEGINNING = date(1900, 1, 1)


@dataclass(frozen=True)
class Value:
    """A figure with all that a page must say of it; `value` None with the `reason` where there is none."""

    value: Decimal | None
    unit: str = ""
    as_of: date | None = None
    source: str = ""
    records_count: int | None = None
    records_url: str | None = None
    provider: str = STATISTICS
    reason: str = ""
    indicator: str = ""
    region: str = ""
    period: str = ""
    period_from: date | None = None
    revised: bool = False
    statistic_id: int | None = None

    @property
    def text(self) -> str:
        """The value as pages write it, or nothing."""
        return "" if self.value is None else amount_text(self.value)

    @property
    def period_label(self) -> str:
        """The period in words, or nothing."""
        return read_period(self.period).label if self.period else ""

    @property
    def span(self) -> str:
        """How long the period is: day, month, months, quarter, half, year, years; empty where a register counts by days."""
        return read_period(self.period).span.value if self.period else ""

    def in_unit(self, unit: str) -> "Value":
        """The same in another unit (万元 for 元, 件 for 件/万人 as texts write it); without a value and with the reason if it is none."""
        if self.value is None or not unit or unit == self.unit or self.unit.startswith(f"{unit}/"):
            return self
        try:
            return replace(self, value=in_unit(self.value, self.unit, unit), unit=unit)
        except UnitDiffers:
            return replace(self, value=None, reason=f"指标的单位“{self.unit}”与目标的单位“{unit}”不一致。")


def value_of(
    indicator_code: str,
    region_code: str,
    period: str = "",
    *,
    on: date | None = None,
    known_on: date | None = None,
) -> Value:
    """The value of a period, or the latest as of a day (today, if none is given), as it is known on `known_on` (today).

    What is counted over time (a flow) answers for its latest whole year where it has one. Never raises for want of data:
    the reason is in the answer.
    """
    indicator = indicator_by_code(indicator_code)
    if indicator is None:
        return Value(None, reason=f"没有代码为“{indicator_code}”的指标。", indicator=indicator_code, region=region_code)
    on, known_on = on or clock.today(), known_on or clock.today()
    wanted = None
    if period:
        try:
            wanted = read_period(period)
        except PeriodNotUnderstood as error:
            return _none(indicator, region_code, f"{error}。")
    for provider in providers_of([indicator_code]).get(indicator_code, []):
        counted = provider.value(region_code, on=on, period=period, known_on=known_on)
        if counted is not None and counted.value is not None:
            return counted
    rows = Statistic.objects.filter(indicator=indicator, region__code=region_code, as_of__lte=on)
    if wanted:
        rows = rows.filter(period=wanted.code)
    found = _comparable(indicator.kind, [_value(row) for row in _current(rows, known_on)], whole=not wanted)
    return found[-1] if found else _none(indicator, region_code, _why_none(wanted, on, known_on))


def value_known_on(indicator_code: str, region_code: str, day: date, period: str = "") -> Value:
    """The value as it was known on a day: later figures and later corrections are left out."""
    return value_of(indicator_code, region_code, period, on=day, known_on=day)


def series_of(
    indicator_code: str,
    region_code: str,
    start: date | None = None,
    end: date | None = None,
    *,
    known_on: date | None = None,
    every_span: bool = False,
) -> list[Value]:
    """The values within a span of time, oldest first, one for a day; of a flow its whole years, or all with `every_span`."""
    found = series_for([indicator_code], [region_code], start, end, known_on=known_on, every_span=every_span)
    return found.get((indicator_code, region_code), [])


def series_for(
    indicator_codes: Iterable[str],
    region_codes: Iterable[str],
    start: date | None = None,
    end: date | None = None,
    *,
    known_on: date | None = None,
    every_span: bool = False,
) -> dict[tuple[str, str], list[Value]]:
    """The series of several indicators and regions by (indicator, region): one query for all statistics."""
    return read_series(indicator_codes, region_codes, start, end, known_on=known_on).told(every_span=every_span)


@dataclass(frozen=True)
class ReadSeries:
    """What was read of several indicators and regions, for series of whole years and of every span alike."""

    kinds: Mapping[str, str]
    stated: Mapping[tuple[str, str], list[Value]]
    counted: Mapping[tuple[str, str], list[Value]]

    def told(self, *, every_span: bool = False) -> dict[tuple[str, str], list[Value]]:
        """The series by (indicator, region)."""
        series = {
            key: _comparable(self.kinds[key[0]], values, whole=not every_span) for key, values in self.stated.items()
        }
        for key, values in self.counted.items():
            series[key] = _merged(series.get(key, []), values)
        return series


def read_series(
    indicator_codes: Iterable[str],
    region_codes: Iterable[str],
    start: date | None = None,
    end: date | None = None,
    *,
    known_on: date | None = None,
) -> ReadSeries:
    """What statistics and registers say of several indicators and regions; the queries do not grow with them."""
    codes, regions = set(indicator_codes), set(region_codes)
    first, last = start or BEGINNING, end or clock.today()
    rows = Statistic.objects.filter(
        Q(as_of__gte=first, as_of__lte=last), indicator__code__in=codes, region__code__in=regions
    )
    gathered: dict[tuple[str, str], list[Value]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for row in _current(rows, known_on):
        kinds[row.indicator.code] = row.indicator.kind
        gathered[row.indicator.code, row.region.code].append(_value(row))
    return ReadSeries(kinds, gathered, _counted(codes, regions, first, last, known_on))


def _counted(
    codes: set[str], regions: set[str], first: date, last: date, known_on: date | None
) -> dict[tuple[str, str], list[Value]]:
    """What providers count; those that answer for many at once are asked once, and who is found first has the last word."""
    found: dict[tuple[str, str], list[Value]] = {}
    many: dict[SeriesMany, set[str]] = defaultdict(set)
    for code in codes:
        provider = registered_provider(code)
        at_once = getattr(provider, "series_many", None)
        if at_once is not None:
            many[at_once].add(code)
        elif provider is not None:
            found.update({(code, one): provider.series(one, first, last, known_on=known_on) for one in regions})
    many |= dict.fromkeys(reversed(found_series()), codes)
    for at_once, asked in many.items():
        for key, values in at_once(asked, regions, first, last).items():
            found[key] = _merged(found.get(key, []), values)
    return found


def _current(rows, known_on: date | None) -> list[Statistic]:  # type: ignore[no-untyped-def]
    current = current_statistics(rows, known_on).select_related("indicator", "region")
    return list(current.order_by("as_of", "period_from", "known_from", "id"))


def _comparable(kind: str, values: list[Value], *, whole: bool) -> list[Value]:
    """One value for a day, the longest period's; of a flow only what can be compared."""
    if kind == IndicatorKind.FLOW:
        values = [one for one in values if read_period(one.period).span is not Span.YEARS] or values
        values = _of_one_length(values) if whole else values
    by_day: dict[date | None, Value] = {}
    for one in values:
        kept = by_day.get(one.as_of)
        if kept is None or one.period == kept.period or _days(one) > _days(kept):
            by_day[one.as_of] = one
    return list(by_day.values())


def _of_one_length(values: list[Value]) -> list[Value]:
    """The whole years; without any, the same months of each year as the latest figure has."""
    years = [one for one in values if read_period(one.period).span is Span.YEAR]
    if years or not values:
        return years
    return [one for one in values if _months(one) == _months(values[-1])]


def _months(value: Value) -> tuple[Span, int, int]:
    period = read_period(value.period)
    return period.span, period.first.month, period.last.month


def _days(value: Value) -> int:
    return (value.as_of - value.period_from).days if value.as_of and value.period_from else 0


def _merged(statistics: list[Value], counted: list[Value]) -> list[Value]:
    by_day = {one.as_of: one for one in (*statistics, *counted)}
    if any(one.span == Span.YEAR for one in by_day.values()):  # part of a year is no year, and is not put beside years
        by_day = {
            day: one for day, one in by_day.items() if one.provider != FORMULAS or one.span in (Span.YEAR, Span.DAY)
        }
    return [by_day[day] for day in sorted(day for day in by_day if day is not None)]


def _value(row: Statistic) -> Value:
    return Value(
        value=row.value.normalize() + 0 if row.value else Decimal(0),
        unit=row.unit,
        as_of=row.as_of,
        source=row.source,
        records_url=reverse("metrics:statistic", args=[row.pk]),
        indicator=row.indicator.code,
        region=row.region.code,
        period=row.period,
        period_from=row.period_from,
        revised=row.supersedes_id is not None,
        statistic_id=row.pk,
    )


def _none(indicator: Indicator, region_code: str, reason: str) -> Value:
    return Value(None, indicator.unit, reason=reason, indicator=indicator.code, region=region_code)


def _why_none(wanted: Period | None, on: date, known_on: date) -> str:
    if wanted:
        return f"没有{wanted.label}的数据。"
    day = min(on, known_on)
    return f"截至 {day.year}年{day.month}月{day.day}日没有数据。"
