"""Formulas of indicators: which version speaks for a period, what it counts, and the records behind it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import quote

from django.urls import reverse

from qingzhi.engine.lake.reading import Snapshot, snapshot

from ..models import Formula, FormulaFigure, Indicator
from ..rules.formula import WHOLE, Expression
from ..rules.periods import Period, Span, of_year, read_period
from ..terms import FORMULAS, FormulaState
from .catalogue import expression_of, in_words
from .counting import Figures, counted
from .providers import FigureProvider
from .scanning import counted_many
from .statistics import current_statistics
from .values import Value

OLDEST = timedelta(days=2 * 366)  # a denominator of longer ago says nothing of today
TWO, FOUR, SIX = Decimal("0.01"), Decimal("0.0001"), Decimal("0.000001")  # places of a share, a ratio, a sum


@dataclass(frozen=True)
class Figure:
    """What a formula says of a region and a period: the value (None with nothing to divide by), of how many records."""

    value: Decimal | None
    count: int
    whole: int | None = None
    divisor: Decimal | None = None


class Computed:
    """The figures of an expression for some regions and periods, from one lake."""

    def __init__(self, expression: Expression, part: Figures, whole: Figures | None, divisors: "Divisors | None"):
        self.expression, self.part, self.whole, self.divisors = expression, part, whole, divisors

    def of(self, region: str, period: Period, slice: str = WHOLE) -> Figure:
        """The figure of a region and a period, or of a slice of it."""
        found = self.part.of(region, period.code, slice)
        if self.whole is not None:
            whole = self.whole.of(region, period.code, slice)
            return Figure(self._quotient(found.value, whole.value), found.count, whole=whole.count)
        if self.divisors is not None:
            divisor = self.divisors.of(region, period)
            return Figure(self._quotient(found.value, divisor), found.count, divisor=divisor)
        return Figure(None if found.value is None else found.value.quantize(SIX), found.count)

    def slices(self, region: str = "", period: str = "") -> list[str]:
        """The slices in which anything lies, of a share on either side."""
        found = set(self.part.slices(region, period)) | set(self.whole.slices(region, period) if self.whole else ())
        return sorted(found)

    def _quotient(self, value: Decimal | None, by: Decimal | None) -> Decimal | None:
        places = TWO if self.whole is not None else FOUR
        return (value * self.expression.times / by).quantize(places) if value is not None and by else None


class Divisors:
    """What an indicator that others are divided by amounts to: the latest figure at the end of a period, not older than two years."""

    def __init__(self, code: str, regions: Iterable[str]):
        self._known: dict[str, list[tuple[date, Decimal]]] = {}
        rows = current_statistics().filter(indicator__code=code, region__code__in=list(regions))
        for region, as_of, period, value in rows.order_by("as_of", "id").values_list(
            "region__code", "as_of", "period", "value"
        ):
            if read_period(period).span in (Span.YEAR, Span.DAY):
                self._known.setdefault(region, []).append((as_of, value))

    def of(self, region: str, period: Period) -> Decimal | None:
        known = self._known.get(region, [])
        place = bisect_right([day for day, _ in known], period.last)
        if not place or period.last - known[place - 1][0] > OLDEST:
            return None
        return known[place - 1][1]


def compute(
    lake: Snapshot, expression: Expression, periods: Sequence[Period], regions: Sequence[str], by: str = ""
) -> Computed:
    """The figures of an expression, of each slice where it is broken down `by` a dimension: one query for its part (one more
    for a whole, one for what it is divided by)."""
    whole = counted(lake, expression.whole, periods, by) if expression.whole else None
    divisors = Divisors(expression.indicator, regions) if expression.indicator else None
    return Computed(expression, counted(lake, expression.part, periods, by), whole, divisors)


def compute_many(
    lake: Snapshot, expressions: Sequence[Expression], periods: Sequence[Period], regions: Sequence[str]
) -> list[Computed]:
    """The figures of many expressions, in their order: as few questions as their tables allow, one for each divisor."""
    parts = [part for one in expressions for part in (one.part, one.whole) if part is not None]
    figures = iter(counted_many(lake, parts, periods))
    divisors = {code: Divisors(code, regions) for code in {one.indicator for one in expressions} if code}
    found = []
    for one in expressions:
        part = next(figures)
        found.append(Computed(one, part, next(figures) if one.whole else None, divisors.get(one.indicator)))
    return found


def published_formulas(codes: Iterable[str] | None = None) -> list[Formula]:
    """The versions that speak, the oldest first."""
    rows = Formula.objects.filter(state=FormulaState.PUBLISHED).select_related("indicator")
    if codes is not None:
        rows = rows.filter(indicator__code__in=list(codes))
    return list(rows.order_by("indicator", "valid_from"))


def formula_for(code: str, day: date) -> Formula | None:
    """The version that speaks for an indicator on a day (the last of a period)."""
    return next((one for one in reversed(published_formulas([code])) if speaks(one, day)), None)


def speaks(formula: Formula, day: date) -> bool:
    """Whether a version is in force on a day."""
    began = formula.valid_from is not None and formula.valid_from <= day
    return began and (formula.valid_to is None or day < formula.valid_to)


def kept_periods(expression: Expression, formula: Formula, today: date) -> list[Period]:
    """The periods for which a version's figures are kept: whole years, and the year so far (the day itself, for what holds)."""
    since = (formula.valid_from or today).year
    years = [of_year(year) for year in range(since, today.year)]
    return [one for one in [*years, *so_far(expression, today)] if speaks(formula, one.last)]


def so_far(expression: Expression, today: date) -> list[Period]:
    """The months of this year that are over, or the day itself where the formula counts what holds."""
    if not expression.is_flow:
        return [read_period(today.isoformat())]
    month = (today + timedelta(days=1)).month - 1 if (today + timedelta(days=1)).year == today.year else 12
    if not month:
        return []
    return [read_period(f"{today.year}-01" if month == 1 else f"{today.year}-01..{month:02}")]


def figure_series(
    codes: Iterable[str], regions: Iterable[str], first: date, last: date, *, every_span: bool = False
) -> dict[tuple[str, str], list[Value]]:
    """What published formulas say, from the derived rows, oldest first; of a flow whole years, without any the year so far."""
    rows = FormulaFigure.objects.filter(
        formula__indicator__code__in=list(codes), region_code__in=list(regions), as_of__gte=first, as_of__lte=last,
        formula__state=FormulaState.PUBLISHED, value__isnull=False,
    )  # fmt: skip
    found: dict[tuple[str, str], list[Value]] = {}
    for row in rows.select_related("formula__indicator").order_by("as_of", "formula__version"):
        found.setdefault((row.formula.indicator.code, row.region_code), []).append(value_from(row))
    if every_span:
        return found
    return {key: [one for one in values if one.span in ("year", "day")] or values for key, values in found.items()}


def value_from(row: FormulaFigure) -> Value:
    """A derived row with all that a page says of it."""
    return value_said(row.formula, row.region_code, read_period(row.period), Figure(row.value, row.records))


def value_said(formula: Formula, region: str, period: Period, figure: Figure) -> Value:
    """A figure with its source and the address of its records."""
    indicator: Indicator = formula.indicator
    return Value(
        value=figure.value.normalize() + 0 if figure.value is not None else None,
        unit=indicator.unit,
        as_of=period.last,
        source=f"按公式第 {formula.version} 版计算",
        records_count=figure.count,
        records_url=records_url(indicator.code, region, period.code),
        provider=FORMULAS,
        indicator=indicator.code,
        region=region,
        period=period.code,
        period_from=period.first
        if "day" in formula.spec.get("share", formula.spec.get("figure", formula.spec))
        else None,
    )


def records_url(code: str, region: str, period: str, dimension: str = "", slice: str = WHOLE) -> str:
    """Where the records behind a figure, or behind a slice of it, are listed."""
    of_slice = f"&dimension={dimension}&slice={quote(slice)}" if dimension else ""
    return f"{reverse('metrics:records', args=[code])}?region={region}&period={period}{of_slice}"


def words_of(formula: Formula) -> str:
    """A version in official words."""
    return in_words(expression_of(formula.spec))


class FormulaProvider:
    """Answers for one indicator by its published formulas."""

    def __init__(self, code: str):
        self.code = code

    title = "登记簿和办件（按公式）"

    def value(self, region_code: str, *, on: date, period: str = "", known_on: date | None = None) -> Value | None:
        """As of a day or of a period; None where no version speaks for it, or the lake is not there."""
        if not period:
            found = self.series(region_code, date(1900, 1, 1), on)
            if found and (found[-1].span != "day" or found[-1].as_of == on):
                return found[-1]
        wanted = read_period(period or on.isoformat())
        formula = formula_for(self.code, wanted.last)
        if formula is None or wanted.last > on:
            return None
        kept = FormulaFigure.objects.filter(formula=formula, region_code=region_code, period=wanted.code)
        if row := kept.select_related("formula__indicator").first():
            return value_from(row)
        expression = expression_of(formula.spec)
        if expression.is_flow and not period:
            return None
        figure = compute(snapshot(), expression, [wanted], [region_code]).of(region_code, wanted)
        return value_said(formula, region_code, wanted, figure)

    def series(self, region_code: str, start: date, end: date, *, known_on: date | None = None) -> list[Value]:
        """The kept figures within a span of time."""
        return figure_series([self.code], [region_code], start, end).get((self.code, region_code), [])


def formula_providers(codes: Iterable[str]) -> dict[str, FigureProvider]:
    """Of these indicators those that a published formula answers for."""
    rows = Formula.objects.filter(state=FormulaState.PUBLISHED, indicator__code__in=list(codes))
    return {code: FormulaProvider(code) for code in rows.values_list("indicator__code", flat=True)}
