"""Where a figure comes from: by prefecture as tiles, by a dimension of its formula as bars; whether it is open to the public."""

from typing import Any

from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import prefectures
from qingzhi.engine.lake.manifests import NoSnapshot

from ...models import ComparedFigure, Indicator, OpenIndicator
from ...queries.boards import map_of, tile_places
from ...queries.catalogue import expression_of
from ...queries.slices import DimensionTold, Slice, broken_down, dimensions_told, standing_formula
from ...queries.values import Value, series_for
from ...rules.chart_specs import Chart, ranking
from ...rules.periods import read_period

SHOWN = 15


def spread_of(request: PageRequest, indicator: Indicator, region: Region, latest: Value | None) -> dict[str, Any]:
    """What the page of an indicator says of the spread of its latest figure."""
    opening = OpenIndicator.objects.filter(indicator=indicator, closed_on=None).first()
    return {
        "map": _map(indicator, region),
        "opening": opening,
        "may_open": check(request.actor, "metrics.public.manage"),
        "is_compared": ComparedFigure.objects.filter(indicator=indicator, table__withdrawn_at=None).exists(),
        **_breakdown(request, indicator, region, latest),
    }


def _map(indicator: Indicator, region: Region) -> Any:
    """The prefectures' figures; only beside the province's own."""
    if region.level != "province":
        return None
    below = list(prefectures())
    series = series_for([indicator.code], [region.code, *(one.code for one in below)])
    whole = series.get((indicator.code, region.code), [])
    values = {one.code: series[indicator.code, one.code][-1] for one in below if series.get((indicator.code, one.code))}
    values = {code: value for code, value in values.items() if value.value is not None}
    return map_of(indicator, below, values, tile_places(), whole) if len(values) > 1 else None


def _breakdown(request: PageRequest, indicator: Indicator, region: Region, latest: Value | None) -> dict[str, Any]:
    """By the dimension asked for, or the first; only of a figure that a formula counts."""
    if latest is None or latest.records_count is None or latest.as_of is None:
        return {}
    period = read_period(latest.period or latest.as_of.isoformat())
    formula = standing_formula(indicator.code, period)
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
