"""Figures that the registers count: which records an indicator means, on a day or over a year."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from qingzhi.domains.rights.queries import counting as rights
from qingzhi.domains.rights.terms import HonourKind, PatentType, RightKind

from ..models import Indicator, RegisterCount
from ..rules.periods import PeriodNotUnderstood, read_period
from .providers import register_provider
from .values import Value

Rows = Callable[[date, date, str], "QuerySet"]  # type: ignore[type-arg]  # first day, last day, region


@dataclass(frozen=True)
class RegisterFigure:
    """One indicator as a register counts it: `rows` gives the records behind it between two days in a region (a stock looks
    at the last day only), `filters` opens the same records in the list."""

    code: str
    kind: str
    is_flow: bool
    rows: Rows
    filters: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """Where the figure comes from, as pages say it."""
        return f"{RightKind(self.kind).label}登记簿"

    def value(self, region_code: str, *, on: date, period: str = "", known_on: date | None = None) -> Value | None:
        """As of a day, or of a year; None where the register does not speak yet for that day."""
        first, last = self._span(on, period)
        indicator = Indicator.objects.filter(code=self.code).exclude(counted_from=None).first()
        if last is None or indicator is None or last < (indicator.counted_from or last):
            return None
        count = self.rows(first, last, region_code).count()
        return self.said(indicator, region_code, last, count)

    def series(self, region_code: str, start: date, end: date, *, known_on: date | None = None) -> list[Value]:
        """The counts within a span of time, from the derived table that follows the records."""
        return counted_series([self.code], [region_code], start, end).get((self.code, region_code), [])

    @staticmethod
    def series_many(
        codes: Iterable[str], regions: Iterable[str], start: date, end: date
    ) -> dict[tuple[str, str], list[Value]]:
        """The series of several indicators and regions in one query."""
        return counted_series(codes, regions, start, end)

    def _span(self, on: date, period: str) -> tuple[date, date | None]:
        if not period:
            whole = on if _ends_year(on) else date(on.year - 1, 12, 31)
            last = whole if self.is_flow else on
            return date(last.year, 1, 1), last
        try:
            found = read_period(period)
        except PeriodNotUnderstood:
            return on, None
        return found.first, found.last if found.last <= on else None

    def said(self, indicator: Indicator, region_code: str, last: date, count: int) -> Value:
        """A count with all that a page says of it, and the address of the records behind it."""
        first = date(last.year, 1, 1)
        filters = [(name, value.format(first=first, last=last)) for name, value in self.filters]
        asked = urlencode([*filters, ("region", region_code)])
        return Value(
            value=Decimal(count),
            unit=indicator.unit,
            as_of=last,
            source=self.title,
            records_count=count,
            records_url=f"{reverse('rights:rights', args=[self.kind])}?{asked}",
            provider="registers",
            indicator=self.code,
            region=region_code,
            period=f"{last.year}" if _ends_year(last) else f"{last:%Y-%m-%d}",
            period_from=first if self.is_flow else None,
        )


def _ends_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def counted_series(
    codes: Iterable[str], regions: Iterable[str], start: date, end: date
) -> dict[tuple[str, str], list[Value]]:
    """What the derived table says of these indicators and regions, oldest first; a flow by whole years."""
    figures = {figure.code: figure for figure in FIGURES}
    rows = RegisterCount.objects.filter(
        indicator__code__in=list(codes), region_code__in=list(regions), as_of__gte=start, as_of__lte=end
    )
    found: dict[tuple[str, str], list[Value]] = {}
    for row in rows.select_related("indicator").order_by("as_of"):
        figure = figures[row.indicator.code]
        if not figure.is_flow or _ends_year(row.as_of):
            said = figure.said(row.indicator, row.region_code, row.as_of, row.value)
            found.setdefault((figure.code, row.region_code), []).append(said)
    return found


def granted(code: str, type: str = "") -> RegisterFigure:
    filters = (("type", type), ("registered_from", "{first}"), ("registered_to", "{last}"))
    return RegisterFigure(
        code,
        RightKind.PATENT,
        True,
        lambda first, last, region: rights.granted_between(first, last, RightKind.PATENT, type, region),
        tuple(one for one in filters if one[1]),
    )


def in_force(code: str, kind: str, type: str = "", gi: bool | None = None) -> RegisterFigure:
    filters = (("type", type), ("gi", "1" if gi else ""), ("on", "{last}"))
    return RegisterFigure(
        code,
        kind,
        False,
        lambda first, last, region: rights.rights_in_force(last, kind, type, region, gi=gi),
        tuple(one for one in filters if one[1]),
    )


def honoured(code: str, kind: str) -> RegisterFigure:
    return RegisterFigure(
        code,
        RightKind.TRADEMARK,
        False,
        lambda first, last, region: rights.honoured(kind, last, region),
        (("honour", kind),),
    )


def registered(code: str, kind: str) -> RegisterFigure:
    beginning = date(1900, 1, 1)
    return RegisterFigure(
        code,
        kind,
        False,
        lambda first, last, region: rights.granted_between(beginning, last, kind, "", region),
        (("registered_to", "{last}"),),
    )


FIGURES: tuple[RegisterFigure, ...] = (
    granted("patents-granted"),
    granted("invention-patents-granted", PatentType.INVENTION),
    granted("utility-models-granted", PatentType.UTILITY),
    granted("designs-granted", PatentType.DESIGN),
    in_force("patents-in-force", RightKind.PATENT),
    in_force("invention-patents-in-force", RightKind.PATENT, PatentType.INVENTION),
    in_force("trademarks-registered", RightKind.TRADEMARK),
    in_force("gi-trademarks", RightKind.TRADEMARK, gi=True),
    honoured("well-known-marks", HonourKind.WELL_KNOWN),
    honoured("famous-marks", HonourKind.FAMOUS),
    in_force("gi-products", RightKind.GI),
    registered("works-registered", RightKind.WORK),
    in_force("plant-varieties", RightKind.VARIETY),
)


def register_figures() -> None:
    """Let the registers answer for the indicators that they count; called once, at start-up."""
    for figure in FIGURES:
        register_provider(figure.code, figure)


def counted_figures() -> Iterable[tuple[RegisterFigure, Indicator]]:
    """The figures for which a register speaks in this installation."""
    indicators = {one.code: one for one in Indicator.objects.exclude(counted_from=None)}
    return [(figure, indicators[figure.code]) for figure in FIGURES if figure.code in indicators]
