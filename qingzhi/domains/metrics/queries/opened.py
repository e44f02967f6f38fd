"""What is open to the public: the figures of open indicators, as far as their sources allow, and when they changed last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Max, QuerySet

from qingzhi.base import clock
from qingzhi.base.regions.models import Region

from ..models import FormulaRun, FrozenFigure, Indicator, OpenIndicator, RegisterCount, Statistic
from ..rules.figure_codes import written
from .frozen import frozen_many
from .values import Value, series_for


@dataclass(frozen=True)
class OpenFigure:
    """One public figure: the value with its region, its licence and, where it is frozen, its verification code."""

    value: Value
    region: Region
    licence: str
    code: str = ""

    @property
    def code_text(self) -> str:
        """The code as it is printed."""
        return written(self.code)


@dataclass
class OpenSeries:
    """The public figures of an indicator, the province first, each region's oldest first."""

    opening: OpenIndicator
    figures: list[OpenFigure]

    @property
    def indicator(self) -> Indicator:
        return self.opening.indicator

    def of(self, region_code: str) -> list[Value]:
        """The course of one region."""
        return [one.value for one in self.figures if one.region.code == region_code]

    def latest(self) -> dict[str, Value]:
        """The last figure of each region."""
        return {one.region.code: one.value for one in self.figures}


def open_indicators() -> QuerySet[OpenIndicator]:
    """The decisions in force."""
    return OpenIndicator.objects.filter(closed_on=None).select_related("indicator").order_by("indicator__position")


def open_series(openings: Sequence[OpenIndicator], regions: Sequence[Region]) -> list[OpenSeries]:
    """The public figures of several indicators in some regions: the same few queries whatever their number."""
    codes = [one.indicator.code for one in openings]
    series = series_for(codes, [one.code for one in regions])
    licences = _licences(value for values in series.values() for value in values)
    periods = {value.period for values in series.values() for value in values if value.period}
    frozen = frozen_many(codes, [one.code for one in regions], periods, newest=True)
    found = []
    for opening in openings:
        figures = [
            OpenFigure(value, region, licences.get(value.statistic_id, "") or opening.licence, _code(frozen, value))
            for region in regions
            for value in series.get((opening.indicator.code, region.code), [])
            if value.statistic_id is None or value.statistic_id in licences
        ]
        found.append(OpenSeries(opening, figures))
    return found


def open_rows(series: OpenSeries) -> list[dict[str, Any]]:
    """The figures as rows of a file."""
    return [
        {
            "indicator": series.indicator.code, "name": series.indicator.name, "region": one.region.code,
            "region_name": one.region.name, "period": one.value.period or f"{one.value.as_of}",
            "period_from": one.value.period_from, "as_of": one.value.as_of, "value": one.value.value,
            "unit": one.value.unit, "source": one.value.source, "licence": one.licence, "code": one.code,
        }
        for one in series.figures
    ]  # fmt: skip


def open_mark(code: str) -> str:
    """What changes when the public figures of an indicator may have changed: for caches; empty where it is not open."""
    opening = open_indicators().filter(indicator__code=code).first()
    if opening is None:
        return ""
    statistics = Statistic.objects.filter(indicator=opening.indicator_id)
    told = statistics.aggregate(newest=Max("pk"), withdrawn=Max("withdrawn_on"))
    counted = RegisterCount.objects.filter(indicator=opening.indicator_id).aggregate(at=Max("counted_at"))
    frozen = FrozenFigure.objects.filter(indicator=opening.indicator_id).aggregate(newest=Max("pk"))
    run = FormulaRun.objects.first()
    said = f"{opening.pk}|{opening.licence}|{told}|{counted}|{frozen}|{run.mark if run else ''}|{clock.today()}"
    return sha256(said.encode()).hexdigest()[:32]


def _licences(values: Iterable[Value]) -> dict[int | None, str]:
    """Of the statistics those that may be public, with their own licence."""
    keys = [one.statistic_id for one in values if one.statistic_id]
    rows = Statistic.objects.filter(pk__in=keys, republish=True)
    return {None: "", **dict(rows.values_list("pk", "licence"))}


def _code(frozen: dict[tuple[str, str, str, str], FrozenFigure], value: Value) -> str:
    """The code of a frozen figure that says the same; none while it is about to be revised."""
    row = frozen.get((value.indicator, value.region, value.period, ""))
    return row.code if row and row.value == value.value else ""
