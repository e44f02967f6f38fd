"""The records behind a figure: each with its link, as far as the reader may see them, and their number beside the figure."""

import csv
import io
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.listing import Choice, Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import province, valid_on
from qingzhi.engine.lake.manifests import NoSnapshot
from qingzhi.engine.lake.reading import Snapshot, snapshot

from ...access import visible_formulas, visible_indicators
from ...models import Formula, Indicator
from ...queries.catalogue import expression_of, title_of, wording_of
from ...queries.formula_records import Behind, behind, shown
from ...queries.formulas import Figure, compute, so_far, speaks
from ...queries.slices import DimensionTold, dimensions_told, slice_labels
from ...queries.statistics import current_statistics
from ...rules.amounts import amount_text
from ...rules.explaining import explained, explained_part
from ...rules.figure_codes import read_code, written
from ...rules.formula import WHOLE, Expression, Part
from ...rules.periods import Period, PeriodNotUnderstood, of_year, read_period
from ...terms import FormulaState

SIDES = [("whole", "分母")]
VALUES = {"sum": "计入数值", "median_days": "天数"}


class RecordListing(Listing):
    """The records behind a figure. Which they are was decided by the figure's own rows; the filters say of which figure."""

    name = "数据来源记录"
    export_limit = 100_000
    empty_title = "没有可以显示的记录"
    empty_hint = "这个数为零，或者其中的记录您无权查看。"

    def __init__(self, request: PageRequest, asked: "Asked", found: Behind):
        self.found = found
        self.regions = [(one.code, one.short_name) for one in asked.regions]
        self.periods = [(one.code, one.label) for one in asked.periods]
        self.versions = [(str(asked.formula.pk), f"第 {asked.formula.version} 版")]
        self.filters = [
            Choice("region", "地区", options=self.regions, narrowing=as_they_are, every="全省"),
            Choice("period", "时期", options=self.periods, narrowing=as_they_are, every="最近一期"),
        ]
        if asked.expression.whole:
            self.filters += [Choice("side", "部分", options=SIDES, narrowing=as_they_are, every="分子")]
        if asked.told:
            ways = [(one.code, f"按{one.title}") for one in asked.told]
            self.filters += [Choice("dimension", "分组", options=ways, narrowing=as_they_are, every="不分组")]
        if asked.slices:
            self.filters += [Choice("slice", asked.by_title, options=asked.slices, narrowing=as_they_are, every="全部")]
        if request.GET.get("formula"):
            self.filters += [Choice("formula", "公式", options=self.versions, narrowing=as_they_are, every="现行版本")]
        self.columns = record_columns(found, asked.part, {one.code: one.name for one in asked.regions})
        self.about = [("指标", asked.indicator.name), ("地区和时期", f"{asked.region.name}，{asked.period.label}"),
                      ("计算口径", asked.words), ("分组", asked.slice_label or "全部"), ("无权查看", f"{found.unseen} {found.source.counted_in}")]  # fmt: skip
        super().__init__(request, found.entries)

    def prepare(self, rows: list[Any]) -> list[Any]:
        return shown(self.request.actor, self.found.source, rows)


def record_columns(found: Behind, part: Part, names: dict[str, str]) -> list[Column]:
    """The columns of a list of records; `names` are those of the divisions."""
    measured = [Column("value", VALUES[part.measure], kind="number")] if part.measure in VALUES else []
    return [
        Column("name", found.source.noun, kind="link", url=lambda one: one.url, sort=False),
        Column("about", "说明", sort=False, drop=True),
        Column("region", "地区", value=lambda one: names.get(one.region, one.region), sort=False, drop=True),
        Column("day", "日期", kind="date", sort=False),
        *measured,
    ]


def as_they_are(rows: Any, value: str) -> Any:
    """Which records these are was decided by the figure; the filter only says of which figure."""
    return rows


class Asked:
    """Which figure is meant: indicator, formula, region, period, slice and, of a share, which side."""

    def __init__(self, request: PageRequest, indicator: Indicator):
        self.indicator = indicator
        self.slices: list[tuple[str, str]] = []
        self.by_title, self.slice_label = "", ""
        self.regions = list(valid_on())
        self.region = self._region(request.GET.get("region", ""))
        self.formula, today = self._formula(request), clock.today()
        self.expression: Expression = expression_of(self.formula.spec)
        self.period = self._period(request.GET.get("period", ""), today)
        years = [of_year(year) for year in range(today.year - 1, today.year - 8, -1)]
        listed = [*reversed(so_far(self.expression, today)), *years]
        self.periods = listed if self.period in listed else [self.period, *listed]
        whole = self.expression.whole if request.GET.get("side") == "whole" else None
        self.part: Part = whole or self.expression.part
        self.is_whole = whole is not None
        self.dimension, self.slice = self._slice(request)
        self.by = self.dimension if self.slice else ""
        self.words = explained_part(self.part, wording_of(self.expression))
        self.formula_words = explained(self.expression, wording_of(self.expression))

    @cached_property
    def told(self) -> list[DimensionTold]:
        """By what the figure can be broken down."""
        return dimensions_told(self.expression)

    def break_down(self, lake: Snapshot) -> None:
        """What the slices of the dimension asked for are called."""
        if not self.dimension:
            return
        by = self.expression.part.dimension(self.dimension)
        self.by_title = title_of(self.expression.part, by)
        found = compute(lake, self.expression, [self.period], [self.region.code], self.dimension)
        codes = found.slices(self.region.code, self.period.code)
        labels = slice_labels(self.expression, by, [*codes, self.slice])
        if self.slice not in codes and labels[self.slice] == self.slice:  # left over from another dimension
            self.slice, self.by = WHOLE, ""
        self.slice_label = labels.get(self.slice, "")
        counts = {code: found.of(self.region.code, self.period, code).count for code in [*codes, self.slice]}
        self.slices = [(code, f"{labels[code]}（{count}）") for code, count in counts.items() if code]

    def _slice(self, request: PageRequest) -> tuple[str, str]:
        """The dimension and the slice that are asked for; nothing where the formula knows no such dimension."""
        asked = request.GET.get("dimension", "")
        if asked not in {one.name for one in self.expression.dimensions}:
            return "", WHOLE
        return asked, request.GET.get("slice", WHOLE)

    def _region(self, code: str) -> Region:
        return next((one for one in self.regions if one.code == code), None) or province()

    def _formula(self, request: PageRequest) -> Formula:
        """The version asked for, else the one that speaks for the period, else the newest published or prepared."""
        versions = list(visible_formulas(request.actor).filter(indicator=self.indicator).order_by("-version"))
        asked = request.GET.get("formula", "")
        if found := next((one for one in versions if str(one.pk) == asked), None):
            return found
        published = [one for one in versions if one.state == FormulaState.PUBLISHED]
        try:
            day = read_period(request.GET.get("period", "")).last
        except PeriodNotUnderstood:
            day = clock.today()
        chosen = next((one for one in published if speaks(one, day)), None) or next(iter([*published, *versions]), None)
        if chosen is None:
            raise Http404("no formula counts this indicator")
        return chosen

    def _period(self, code: str, today: date) -> Period:
        try:
            found = read_period(code)
            return found if found.first <= today else of_year(today.year - 1)
        except PeriodNotUnderstood:
            return next(iter(so_far(self.expression, today)), of_year(today.year - 1))


@desk("metrics.statistic.view")
def records(request: PageRequest, code: str) -> HttpResponseBase:
    """The list, its number and the figure that it adds up to."""
    indicator = get_object_or_404(visible_indicators(request.actor), code=code)
    if frozen := read_code(request.GET.get("frozen", "")):
        return redirect("metrics:frozen_records", written(frozen))
    asked = Asked(request, indicator)
    try:
        lake = snapshot()
    except NoSnapshot:
        return render(request, "metrics/records.html", {"asked": asked, "indicator": indicator, "missing": True})
    asked.break_down(lake)
    region, period = asked.region.code, asked.period
    figure = compute(lake, asked.expression, [period], [region], asked.by).of(region, period, asked.slice)
    found = behind(request.actor, lake, asked.part, region, period, asked.by, asked.slice)
    listing = RecordListing(request, asked, found)
    if request.GET.get("export") == "csv":
        return csv_of(listing)
    context = {
        "asked": asked,
        "indicator": indicator,
        "found": found,
        "figure": figure,
        "value": "" if figure.value is None else amount_text(figure.value),
        "divisor": _divisor(figure, asked),
        "lake_on": lake.as_of,
        "stated": "" if asked.by else _stated(asked),
        "ways": [
            (one.title, listing.link(page=None, dimension=one.code, slice=None))
            for one in asked.told
            if one.code != asked.dimension
        ],
        "csv_url": listing.link(page=None, export="csv"),
        "side_url": listing.link(page=None, side=None if asked.is_whole else "whole") if asked.expression.whole else "",
    }
    return listing.respond("metrics/records.html", context)


def _divisor(figure: Figure, asked: Asked) -> str:
    """What the figure was divided by, in words."""
    if not asked.expression.indicator:
        return ""
    named = Indicator.objects.filter(code=asked.expression.indicator).first()
    if named is None or figure.divisor is None:
        return "没有可用的分母数据，算不出比率"
    return f"{named.name} {amount_text(figure.divisor)} {named.unit}"


def _stated(asked: Asked) -> str:
    """What statistics say of the same region and period, where they do."""
    rows = current_statistics().filter(indicator=asked.indicator, region=asked.region, period=asked.period.code)
    found = rows.first()
    return f"{amount_text(found.value)} {found.unit}（{found.source}）" if found else ""


def csv_of(listing: Listing) -> HttpResponse:
    """The same rows and columns as text that any program reads."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.label for column in listing.shown_columns])
    rows = listing.prepare(list(listing.rows[: listing.export_limit]))
    writer.writerows([_harmless(column.export_of(row)) for column in listing.shown_columns] for row in rows)
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(listing.name)}.csv"
    return response


def _harmless(value: Any) -> Any:
    """A text that no program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
