"""Outlines in force, and the facts that one is drawn from: frozen figures with their last revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.regions.models import Level, Region
from qingzhi.base.regions.queries import valid_on

from ..models import FrozenFigure, Indicator, MapTile, ReportOutline
from ..rules.periods import Period, read_period
from ..rules.report_outlines import Outline, read_outline
from ..rules.report_periods import compared_with, run_up_to
from ..rules.report_phrases import Facts
from ..rules.report_words import Fact
from .frozen import frozen_many


@dataclass(frozen=True)
class Drawable:
    """An outline with the facts of a period, and where its figures come from."""

    outline: Outline
    facts: Facts
    places: Mapping[str, Sequence[int]]


def outlines_on(day: date | None = None) -> list[ReportOutline]:
    """The outlines in force on a day, one for each report."""
    on = day or clock.today()
    rows = ReportOutline.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    found: dict[str, ReportOutline] = {}
    for one in rows.order_by("position", "code", "valid_from"):
        found[one.code] = one
    return list(found.values())


def outline_on(code: str, day: date | None = None) -> ReportOutline | None:
    """The outline of a report that is in force on a day."""
    return next((one for one in outlines_on(day) if one.code == code), None)


def parsed(row: ReportOutline, *, check_indicators: bool = False) -> Outline:
    """What an outline says; raises `OutlineNotUnderstood`."""
    known = Indicator.objects.values_list("code", flat=True) if check_indicators else None
    return read_outline(row.spec, known)


def drawable(row: ReportOutline, period: Period, region: Region, issuer: str = "") -> Drawable:
    """Everything that drawing an outline for a period needs: four queries, whatever its length."""
    outline = parsed(row)
    run = run_up_to(period, max(outline.back, 1, *(block.back for _, block in outline.blocks)))
    base = compared_with(period)
    codes = list(dict.fromkeys([*(one.code for one in run), base.code]))
    places = list(_within(region, period.last))
    names = {region.code: region.name, **{one.code: place_name(one) for one in places}}
    figures = frozen_many(outline.indicators, names, codes, newest=True)
    facts = Facts(
        by={key[:3]: fact_of(one, names[key[1]]) for key, one in figures.items()},
        region=region.code,
        region_name=region.name,
        periods=tuple(one.code for one in run),
        base=base.code,
        regions=tuple((one.code, names[one.code]) for one in places),
        words=outline.words,
        issuer=issuer,
    )
    tiles = {
        code: (column, line) for code, column, line in MapTile.objects.values_list("region__code", "column", "row")
    }
    return Drawable(outline, facts, tiles)


def fact_of(figure: FrozenFigure, region_name: str) -> Fact:
    """A frozen figure as reports use it."""
    indicator = figure.indicator
    return Fact(
        indicator=indicator.code,
        name=indicator.name,
        region=figure.region_code,
        region_name=region_name,
        period=figure.period,
        value=figure.value.normalize() + 0 if figure.value else Decimal(0),
        unit=figure.unit,
        kind=indicator.kind,
        code=figure.code,
        slice=figure.slice,
    )


def figure_row(figure: FrozenFigure, region_name: str) -> dict[str, Any]:
    """A frozen figure with everything that the annex tells of it."""
    return {
        "code": figure.code, "indicator": figure.indicator.code, "name": figure.indicator.name, "unit": figure.unit,
        "value": str(figure.value.normalize() + 0), "period": figure.period, "period_label": read_period(figure.period).label,
        "region": figure.region_code, "region_name": region_name, "slice": figure.slice, "as_of": figure.as_of.isoformat(),
        "source": figure.source, "provider": figure.provider, "republish": figure.statistic is None or figure.statistic.republish, "lake_on": figure.lake_on.isoformat() if figure.lake_on else "",
        "frozen_on": figure.freeze.frozen_on.isoformat(), "reason": figure.reason,
        "revised_on": figure.revised_on.isoformat() if figure.revised_on else "",
    }  # fmt: skip


def place_name(region: Region) -> str:
    """「西宁市」, 「海西州」: as reports call divisions."""
    if region.name.endswith("自治州"):
        return f"{region.short_name}州"
    return region.name


def region_names(codes: Sequence[str]) -> dict[str, str]:
    """What divisions are called, by code; one query."""
    rows = Region.objects.filter(code__in=set(codes))
    return {one.code: one.name if one.level == Level.PROVINCE else place_name(one) for one in rows}


def _within(region: Region, day: date) -> Any:
    level = Level.PREFECTURE if region.level == Level.PROVINCE else Level.COUNTY
    rows = valid_on(day).filter(level=level)
    return (rows if region.level == Level.PROVINCE else rows.filter(parent=region)).order_by("code")
