"""What figures say of periods that are over: of many indicators, regions and periods at once, each with where it comes from.

All formulas are counted in few scans of the lake (every region and period in them), statistics are one query.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from qingzhi.engine.lake.reading import Snapshot

from ..models import Formula, FrozenFigure, Indicator, Statistic
from ..rules.formula import WHOLE, Expression
from ..rules.periods import Period, read_period
from ..terms import FORMULAS, REGISTERS, STATISTICS, FormulaState, IndicatorKind
from .catalogue import expression_of
from .formulas import Computed, compute, compute_many, speaks
from .registers import FIGURES
from .statistics import current_statistics

AT_A_DAY = (IndicatorKind.STOCK, IndicatorKind.COVERAGE)
SIX = Decimal("0.000001")
Key = tuple[str, str, str, str]  # indicator, region, period, slice


@dataclass(frozen=True)
class Said:
    """A figure with everything that is kept of it when it is frozen."""

    indicator: Indicator
    region: str
    period: Period
    value: Decimal
    source: str
    provider: str
    as_of: date
    period_from: date | None = None  # None of what holds on a day
    formula: Formula | None = None
    counting: dict[str, Any] = field(default_factory=dict)
    records_count: int | None = None
    whole_count: int | None = None
    divisor: Decimal | None = None
    statistic: Statistic | None = None
    dimension: str = ""
    slice: str = ""

    @property
    def key(self) -> Key:
        """By what it is found."""
        return self.indicator.code, self.region, self.period.code, self.slice

    @property
    def kept(self) -> dict[str, Any]:
        """The fields of the frozen row that it fills."""
        return {
            "indicator": self.indicator, "region_code": self.region, "period": self.period.code, "value": self.value,
            "unit": self.indicator.unit, "as_of": self.as_of, "period_from": self.period_from, "source": self.source,
            "provider": self.provider, "formula": self.formula, "counting": self.counting,
            "statistic": self.statistic, "records_count": self.records_count, "whole_count": self.whole_count,
            "divisor": self.divisor, "dimension": self.dimension, "slice": self.slice,
        }  # fmt: skip

    def differs_from(self, figure: FrozenFigure) -> bool:
        """Whether it says something else than a frozen row: another value, or of another number of records."""
        counts = {self.records_count, figure.records_count}
        return self.value != figure.value or (None not in counts and len(counts) > 1)


def said_of(
    lake: Snapshot | None,
    indicators: Sequence[Indicator],
    regions: Sequence[str],
    periods: Sequence[Period],
    dimension: str = "",
    known: Collection[Key] = (),
) -> dict[Key, Said]:
    """What is known today of these, by (indicator, region, period, slice); what nobody says is missing. Without a lake
    statistics alone. With a `dimension` the slices that there are, and those of the `known` keys though they be empty."""
    stated = {} if dimension else _stated(indicators, regions, periods)
    if lake is None:
        return stated
    counted: dict[Key, Said] = {}
    told = speaking(indicators, periods)
    computed = _computed(lake, [formula for formula, _ in told], periods, regions, dimension)
    for (formula, provider), some in told.items():
        if formula.pk in computed:
            for one in _counted(computed[formula.pk], formula, provider, some, regions, dimension, known):
                counted[one.key] = one
    return stated | counted


def said_again(lake: Snapshot | None, rows: Sequence[FrozenFigure]) -> dict[int, Said]:
    """What is said today of frozen rows, by their keys: one computation for each dimension among them."""
    found: dict[int, Said] = {}
    for dimension in sorted({one.dimension for one in rows}):
        some = {
            (one.indicator.code, one.region_code, one.period, one.slice): one.pk
            for one in rows if one.dimension == dimension
        }  # fmt: skip
        indicators = list({one.indicator_id: one.indicator for one in rows if one.dimension == dimension}.values())
        periods = [read_period(code) for code in sorted({key[2] for key in some})]
        said = said_of(lake, indicators, sorted({key[1] for key in some}), periods, dimension, some)
        found.update({pk: said[key] for key, pk in some.items() if key in said})
    return found


def lake_is_asked(indicators: Sequence[Indicator], periods: Sequence[Period]) -> bool:
    """Whether any of these is counted in the lake."""
    return bool(speaking(indicators, periods))


def tables_counted(specs: Iterable[dict[str, Any]]) -> set[str]:
    """The tables of the lake that these formulas read."""
    parts = [part for spec in specs for part in _parts(expression_of(spec))]
    joins = [one for part in parts for one in (*part.joins, *(join for by in part.by for join in by.joins))]
    return {*(part.table for part in parts), *(one.table for one in joins)}


def _parts(expression: Expression) -> list[Any]:
    return [part for part in (expression.part, expression.whole) if part is not None]


def speaking(indicators: Sequence[Indicator], periods: Sequence[Period]) -> dict[tuple[Formula, str], list[Period]]:
    """Which formula counts for which of the periods, and for whom: itself, or a register that counts by the same rule."""
    versions: dict[int, list[Formula]] = defaultdict(list)
    rows = Formula.objects.filter(indicator__in=indicators).select_related("indicator")
    for one in rows.order_by("indicator", "-version"):
        versions[one.indicator_id].append(one)
    registers = {figure.code for figure in FIGURES}
    found: dict[tuple[Formula, str], list[Period]] = defaultdict(list)
    for indicator in indicators:
        for period in periods:
            known = versions[indicator.pk]
            formula = next((o for o in known if o.state == FormulaState.PUBLISHED and speaks(o, period.last)), None)
            if formula is not None:
                found[formula, FORMULAS].append(period)
            elif known and indicator.code in registers and _is_whole(indicator, period.last):
                found[known[0], REGISTERS].append(period)
    return found


def _is_whole(indicator: Indicator, day: date) -> bool:
    return indicator.counted_from is not None and indicator.counted_from <= day


def _computed(
    lake: Snapshot, formulas: Sequence[Formula], periods: Sequence[Period], regions: Sequence[str], dimension: str
) -> dict[int, Computed]:
    """The figures of several formulas by their keys, in few scans of the lake; by a dimension of those that know it."""
    expressions = {one.pk: expression_of(one.spec) for one in formulas}
    if dimension:
        knowing = {pk: one for pk, one in expressions.items() if dimension in {each.name for each in one.dimensions}}
        return {pk: compute(lake, one, periods, regions, dimension) for pk, one in knowing.items()}
    found = compute_many(lake, list(expressions.values()), periods, regions)
    return dict(zip(expressions, found, strict=True))


def _counted(
    computed: Computed,
    formula: Formula,
    provider: str,
    periods: Sequence[Period],
    regions: Sequence[str],
    dimension: str,
    known: Collection[Key],
) -> Iterator[Said]:
    expression, indicator = computed.expression, formula.indicator
    source = f"按公式第 {formula.version} 版计算" if provider == FORMULAS else _register_title(indicator.code)
    kept: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, region, at, slice in known:
        if code == indicator.code:
            kept[region, at].add(slice)
    for period in periods:
        for region in regions:
            there = {*computed.slices(region, period.code), *kept[region, period.code]} if dimension else {WHOLE}
            for slice in sorted(there - {WHOLE}) if dimension else there:
                figure = computed.of(region, period, slice)
                if figure.value is not None:
                    yield Said(
                        indicator, region, period, figure.value.quantize(SIX), source, provider, period.last,
                        period.first if expression.is_flow else None, formula, formula.spec, figure.count, figure.whole,
                        figure.divisor, dimension=dimension, slice=slice,
                    )  # fmt: skip


def _register_title(code: str) -> str:
    return next(figure.title for figure in FIGURES if figure.code == code)


def _stated(indicators: Sequence[Indicator], regions: Sequence[str], periods: Sequence[Period]) -> dict[Key, Said]:
    """Statistics of the same span or, of what holds on a day, of its last day; one query."""
    firsts, lasts = [one.first for one in periods], [one.last for one in periods]
    spans = Q(period_from__in=firsts, period_to__in=lasts) | Q(indicator__kind__in=AT_A_DAY, as_of__in=lasts)
    rows = current_statistics(Statistic.objects.filter(spans, indicator__in=indicators, region__code__in=regions))
    known: dict[tuple[int, str], list[Statistic]] = defaultdict(list)
    for row in rows.select_related("region").order_by("known_from", "id"):
        known[row.indicator_id, row.region.code].append(row)
    found: dict[Key, Said] = {}
    by_key = {one.pk: one for one in indicators}
    for (pk, region), several in known.items():
        for period in periods:
            stated = _of_period(several, period, by_key[pk].kind)
            if stated is not None:
                found[by_key[pk].code, region, period.code, WHOLE] = Said(
                    by_key[pk],
                    region,
                    period,
                    stated.value.quantize(SIX),
                    stated.source,
                    STATISTICS,
                    stated.as_of,
                    stated.period_from,
                    statistic=stated,
                )
    return found


def _of_period(rows: Sequence[Statistic], period: Period, kind: str) -> Statistic | None:
    same = [one for one in rows if (one.period_from, one.period_to) == (period.first, period.last)]
    if not same and kind in AT_A_DAY:
        same = [one for one in rows if one.as_of == period.last]
    return same[-1] if same else None
