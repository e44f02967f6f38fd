"""Figures broken down by a dimension of their formula: all slices in one question to the lake, each opening to its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qingzhi.base import clock
from qingzhi.engine.lake.reading import Snapshot, snapshot

from ..models import Formula
from ..rules.formula import UNTOLD, Dimension, Expression
from ..rules.periods import Period, read_period
from ..terms import FormulaState
from .catalogue import choices_of, expression_of, repeats_in, title_of
from .formulas import compute, records_url, speaks
from .labels import labels_of


@dataclass(frozen=True)
class Slice:
    """One slice of a figure: its code and what it is called, the figure, of how many records, and where these are listed."""

    code: str
    label: str
    value: Decimal | None
    count: int
    records_url: str


@dataclass(frozen=True)
class DimensionTold:
    """A dimension as pages show it; in one that `overlaps` a record may lie in several slices, so that they add up to more."""

    code: str
    title: str
    overlaps: bool


def slices_of(indicator_code: str) -> list[str]:
    """The dimensions by which an indicator can be broken down."""
    formula = standing_formula(indicator_code)
    return [one.name for one in expression_of(formula.spec).dimensions] if formula else []


def dimensions_told(expression: Expression) -> list[DimensionTold]:
    """The dimensions of an expression with their titles."""
    part = expression.part
    return [DimensionTold(one.name, title_of(part, one), repeats_in(part, one)) for one in expression.dimensions]


def broken_down(
    indicator_code: str, region_code: str, period: "Period | str", dimension: str, *, lake: Snapshot | None = None
) -> list[Slice]:
    """The slices of a figure, the largest first, what is not told last; none where no formula knows the dimension.

    Raises `NoSnapshot` where there is no lake.
    """
    asked = read_period(period) if isinstance(period, str) else period
    found = broken_down_many(indicator_code, [region_code], [asked], dimension, lake=lake)
    return found.get((region_code, asked.code), [])


def broken_down_many(
    indicator_code: str,
    regions: Sequence[str],
    periods: Sequence[Period],
    dimension: str,
    *,
    lake: Snapshot | None = None,
) -> dict[tuple[str, str], list[Slice]]:
    """The slices of several regions and periods, by (region, period): one question to the lake for each version that speaks."""
    lake = lake or snapshot()
    found: dict[tuple[str, str], list[Slice]] = {}
    versions: dict[Formula, list[Period]] = {}
    for period in periods:
        formula = standing_formula(indicator_code, period)
        if formula is not None:
            versions.setdefault(formula, []).append(period)
    for formula, some in versions.items():
        expression = expression_of(formula.spec)
        if dimension in {one.name for one in expression.dimensions}:
            found.update(_slices(lake, indicator_code, expression, regions, some, dimension))
    return found


def standing_formula(code: str, period: Period | None = None) -> Formula | None:
    """The version that speaks for a period; where none does the newest that is published, else the one in preparation."""
    versions = list(Formula.objects.filter(indicator__code=code).select_related("indicator").order_by("-version"))
    published = [one for one in versions if one.state == FormulaState.PUBLISHED]
    day = period.last if period else clock.today()
    return next((one for one in published if speaks(one, day)), None) or next(iter([*published, *versions]), None)


def slice_labels(expression: Expression, by: Dimension, codes: Sequence[str]) -> dict[str, str]:
    """What the slices of a dimension are called."""
    return labels_of(by, codes, choices_of(expression.part, by))


def _slices(
    lake: Snapshot, code: str, expression: Expression, regions: Sequence[str], periods: Sequence[Period], dimension: str
) -> dict[tuple[str, str], list[Slice]]:
    computed = compute(lake, expression, periods, regions, dimension)
    labels = slice_labels(expression, expression.part.dimension(dimension), computed.slices())
    found = {}
    for region in regions:
        for period in periods:
            rows = []
            for slice in computed.slices(region, period.code):
                figure = computed.of(region, period, slice)
                url = records_url(code, region, period.code, dimension, slice)
                rows.append(Slice(slice, labels[slice], figure.value, figure.count, url))
            found[region, period.code] = sorted(rows, key=_largest_first)
    return found


def _largest_first(one: Slice) -> tuple[bool, Decimal, str]:
    return one.code == UNTOLD, -(one.value if one.value is not None else Decimal(-1)), one.code
