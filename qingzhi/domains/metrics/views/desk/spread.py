"""Where a figure comes from: by prefecture as tiles, by a dimension of its formula as bars; whether it is open to the public."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.models import Region
from qingzhi.engine.lake.manifests import NoSnapshot

from ...models import ComparedFigure, Formula, Indicator, OpenIndicator
from ...queries.boards import BoardMap, map_of, tile_places
from ...queries.catalogue import expression_of
from ...queries.formulas import speaks
from ...queries.slices import DimensionTold, Slice, broken_down, dimensions_told
from ...queries.values import Value
from ...rules.chart_specs import Chart, ranking
from ...rules.periods import read_period
from ...terms import FormulaState

SHOWN = 15


def with_standing(rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Indicators with the licence under which they are public (`open_licence`), and whether a table compares them (`is_compared`)."""
    open_rows = OpenIndicator.objects.filter(indicator=OuterRef("pk"), closed_on=None)
    compared = ComparedFigure.objects.filter(indicator=OuterRef("pk"), table__withdrawn_at=None)
    return rows.annotate(open_licence=Subquery(open_rows.values("licence")[:1]), is_compared=Exists(compared))


def spread_of(
    request: PageRequest,
    indicator: Indicator,
    region: Region,
    below: Sequence[Region],
    series: Mapping[tuple[str, str], Sequence[Value]],
    versions: Sequence[Formula],
) -> dict[str, Any]:
    """What the page of an indicator says of the spread of its latest figure; `below` are the divisions beside the whole."""
    values = series.get((indicator.code, region.code), [])
    return {
        "map": _map(indicator, below, series, values),
        "may_open": check(request.actor, "metrics.public.manage"),
        **_breakdown(request, indicator, region, values[-1] if values else None, versions),
    }


def _map(
    indicator: Indicator,
    below: Sequence[Region],
    series: Mapping[tuple[str, str], Sequence[Value]],
    whole: Sequence[Value],
) -> BoardMap | None:
    """The divisions' figures as tiles, where two at least have one."""
    values = {one.code: series[indicator.code, one.code][-1] for one in below if series.get((indicator.code, one.code))}
    values = {code: value for code, value in values.items() if value.value is not None}
    return map_of(indicator, below, values, tile_places(below), whole) if len(values) > 1 else None


def _breakdown(
    request: PageRequest, indicator: Indicator, region: Region, latest: Value | None, versions: Sequence[Formula]
) -> dict[str, Any]:
    """By the dimension asked for, or the first; only of a figure that a formula counts."""
    if latest is None or latest.records_count is None or latest.as_of is None:
        return {}
    period = read_period(latest.period or latest.as_of.isoformat())
    published = [one for one in versions if one.state == FormulaState.PUBLISHED]
    formula = next((one for one in published if speaks(one, period.last)), None)
    dimensions = dimensions_told(expression_of(formula.spec)) if formula else []
    if not dimensions:
        return {}
    chosen = next((one for one in dimensions if one.code == request.GET.get("by")), dimensions[0])
    try:
        slices = broken_down(indicator.code, region.code, period, chosen.code)
    except NoSnapshot:
        return {}
    return {"dimensions": dimensions, "dimension": chosen, "slices": slices[:SHOWN], "bars": _bars(indicator, chosen, slices), "more": len(slices) - SHOWN}  # fmt: skip


def _bars(indicator: Indicator, dimension: DimensionTold, slices: list[Slice]) -> Chart | None:
    known = [(one.label, one.value) for one in slices[:SHOWN] if one.value is not None]
    return ranking(known, unit=indicator.unit) if len(known) > 1 else None
