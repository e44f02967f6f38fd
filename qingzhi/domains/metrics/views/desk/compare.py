"""Ours beside the nation and the other provinces: the comparison, its tables, taking one in and taking one back."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.queries import province

from ...access.boards import visible_tables
from ...actions.compared import About, load_compared, withdraw_compared
from ...forms.boards import ComparedForm, ReasonForm
from ...models import ComparedFigure, ComparedTable
from ...queries.compared import Compared, asked_indicator, comparable_indicators, compared_with
from ...queries.values import Value
from ...rules.amounts import amount_text
from ...rules.chart_specs import ranking
from ...rules.periods import read_period

TWO, FOUR = Decimal("0.01"), Decimal("0.0001")


class ComparedListing(Listing):
    """The figures of one table, as they were taken in."""

    name = "全国和各省数据"
    columns = [
        Column("place", "地区", value=lambda one: one.place.name, sort="place__position"),
        Column("indicator", "指标", value=lambda one: one.indicator.name, sort="indicator__position"),
        Column("period", "时期", value=lambda one: one.period_text, sort="period_to"),
        Column("value", "数值", kind="number", value=lambda one: one.value),
        Column("unit", "单位", value=lambda one: one.indicator.unit, sort=False, drop=True),
        Column("line", "文件行号", kind="number", drop=True),
    ]
    default_order = "-period_to"
    page_size = 40

    def __init__(self, request: PageRequest, table: ComparedTable):
        rows = table.figures.select_related("place", "indicator")
        periods = rows.order_by("-period_to").values_list("period", flat=True).distinct()
        self.filters = [
            Search("q", "按地区查找", fields=["place__name"]),
            Choice("period", "时期", options=[(one, read_period(one).label) for one in periods], lookup="period"),
        ]
        super().__init__(request, rows)


@desk("metrics.statistic.view")
def compare(request: PageRequest) -> HttpResponse:
    """Our place among the provinces, how far we are from others, and what is not comparable."""
    known, home = comparable_indicators(), province()
    indicator = asked_indicator(request.GET.get("indicator", ""), known)
    per_head = request.GET.get("per") == "head"
    found = compared_with(indicator, home, request.GET.get("period", ""), per_head=per_head) if indicator else None
    context: dict[str, Any] = {
        "indicator": indicator,
        "indicators": known,
        "tables": list(visible_tables(request.actor).filter(withdrawn_at=None)),
        "may_import": check(request.actor, "metrics.statistic.import"),
        "home": home,
        "found": found,
    }
    if found:
        context |= {"figures": _figures(found), "own_url": own_url(found), **_charts(found)}
    return render(request, "metrics/compare.html", context)


@desk("metrics.statistic.view")
def table(request: PageRequest, pk: int) -> HttpResponse:
    """One table with its source and its rows."""
    found = get_object_or_404(visible_tables(request.actor), pk=pk)
    may_import = check(request.actor, "metrics.statistic.import")
    return ComparedListing(request, found).respond(
        "metrics/compared_table.html", {"found": found, "may_import": may_import}
    )


@desk("metrics.statistic.import")
def load(request: PageRequest) -> HttpResponse:
    """A table is taken in whole or not at all."""
    form = ComparedForm(request.POST or None, request.FILES or None)
    return acted(
        request,
        template="metrics/form.html",
        title="导入全国和各省数据表",
        form=form,
        do=lambda given: _loaded(request, given.cleaned_data),
        to=lambda done: reverse("metrics:compared_table", args=[done.pk]),
        success="数据表已导入",
        cancel_url=reverse("metrics:compare"),
    )


@desk("metrics.statistic.import")
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    """A table is taken back, with the reason."""
    found = get_object_or_404(visible_tables(request.actor), pk=pk)
    return acted(
        request,
        template="metrics/form.html",
        title=f"撤回“{found.title}”",
        form=ReasonForm(request.POST or None),
        do=lambda given: withdraw_compared(actor=request.actor, table=found, reason=given.cleaned_data["reason"]),
        to=reverse("metrics:compare"),
        success="数据表已撤回，比较不再使用它",
        cancel_url=reverse("metrics:compared_table", args=[found.pk]),
    )


def _loaded(request: PageRequest, given: dict[str, Any]) -> ComparedTable:
    upload, indicator = given["file"][0], given["indicator"]
    about = About(
        **{name: given[name] for name in ("title", "source", "published_on", "definition", "licence", "republish")}
    )
    return load_compared(
        actor=request.actor,
        content=upload.read(),
        file_name=upload.name,
        about=about,
        indicator=indicator.code if indicator else "",
    )


def own_url(found: Compared) -> str:
    """Where our figure comes from: the table's row, or its own records."""
    if isinstance(found.own, ComparedFigure):
        return figure_url(found.own)
    return found.own.records_url or "" if isinstance(found.own, Value) else ""


def figure_url(figure: ComparedFigure) -> str:
    """The table of a figure, at its place and period."""
    return f"{reverse('metrics:compared_table', args=[figure.table_id])}?period={figure.period}&q={figure.place.name}"


def _figures(found: Compared) -> list[Figure]:
    """Our value, our place, and how far we are from the first, the middle and the nation."""
    comparison = found.comparison
    own, first, nation = comparison.own, comparison.first, found.year.nation
    if own is None or first is None:
        return []
    value = said(own.value, _places(found))
    strip = [
        Figure(f"{found.region.short_name}（{found.year.label}）", value, own_url(found), unit=found.unit),
        Figure("位次", f"第 {own.rank} 位", "#ranking", f"在 {len(comparison.placed)} 个省（区、市）中"),
    ]
    if own.rank > 1:
        strip.append(_gap(found, f"与第一位{first.name}", first.name, first.value))
    strip.append(_gap(found, "与各省中位数", "中位数", comparison.middle))
    if nation and comparison.share is not None:
        strip.append(Figure("占全国", f"{comparison.share:.2f}", figure_url(nation), unit="%"))
    elif nation and comparison.nation is not None:
        strip.append(_gap(found, "与全国", "全国", comparison.nation, figure_url(nation)))
    return strip


def _gap(found: Compared, label: str, other: str, value: Decimal | None, url: str = "#ranking") -> Figure:
    to = _places(found)
    return Figure(label, signed(found.comparison.gap(value), to), url, f"{other} {said(value, to)}", unit=found.unit)


def _charts(found: Compared) -> dict[str, Any]:
    comparison = found.comparison
    bars = ranking(
        [(one.name, one.value.quantize(_places(found))) for one in comparison.placed],
        unit=found.unit,
        own=comparison.own.name if comparison.own else "",
    )
    return {"ranking": bars, "rows": _rows(found)}


def _rows(found: Compared) -> list[dict[str, Any]]:
    """Our place over the years; each number leads to the table."""
    rows, to = [], _places(found)
    for year, known in found.course:
        figure = year.figures.get(found.region.code)
        rows.append(
            {
                "label": year.label,
                "period": year.period,
                "value": said(known.own.value, to) if known.own else "",
                "url": figure_url(figure) if figure else "",
                "rank": known.own.rank if known.own else None,
                "of": len(known.placed),
                "middle": said(known.middle, to),
                "first": known.first,
                "first_value": said(known.first.value, to) if known.first else "",
            }
        )
    return rows


def _places(found: Compared) -> Decimal:
    return TWO if found.per_head else FOUR


def said(value: Decimal | None, places: Decimal = FOUR) -> str:
    """A value to a few places at most."""
    return "" if value is None else amount_text(value.quantize(places))


def signed(value: Decimal | None, places: Decimal = FOUR) -> str:
    """A difference with its sign."""
    return "" if value is None else f"{'+' if value > 0 else '−' if value < 0 else ''}{said(abs(value), places)}"
