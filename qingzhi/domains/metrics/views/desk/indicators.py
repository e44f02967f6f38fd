"""Indicators: the list, one with its trend, sources and uses, and its definition."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import province, valid_on

from ...access import visible_indicators, visible_statistics
from ...access.frozen import visible_frozen
from ...actions import count_from_register, declare_indicator
from ...forms import CountingForm, IndicatorForm
from ...models import Indicator
from ...queries import (
    Value,
    current_statistics,
    providers_of,
    series_for,
    usage_counts,
    usages_of,
)
from ...queries.frozen_series import latest_frozen, standing_of
from ...queries.providers import registered_provider
from ...terms import FORMULAS, IndicatorKind
from .answering import tried
from .formulas import formulas_of
from .spread import spread_of, with_standing


class IndicatorListing(Listing):
    """Every indicator with its latest value for the province and the plans that it serves."""

    name = "指标目录"
    columns = [
        Column("name", "指标", kind="link", url=lambda one: reverse("metrics:indicator", args=[one.code]), sub="meaning"),
        Column("latest", "最新值", kind="html", template="metrics/cells/latest.html", sort=False,
               value=lambda one: one.latest, export=lambda one: one.latest.value if one.latest else None),
        Column("series", "趋势", kind="sparkline", drop=True, sort=False, export=lambda one: one.unit),
        Column("kind", "类别", value=lambda one: one.get_kind_display(), drop=True),
        Column("uses", "用于目标", kind="number", sort=False, drop=True),
        Column("frozen", "已冻结至", kind="html", template="metrics/cells/frozen.html", sort=False, drop=True,
               value=lambda one: one.frozen_last, export=lambda one: one.frozen_last.frozen.period_text if one.frozen_last else ""),
        Column("source", "数值来自", value=lambda one: one.provided_by, sort=False, drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按名称、口径或别名查找", fields=["name", "meaning", "code", "aliases"]),
        Choice("kind", "类别", options=IndicatorKind.choices(), lookup="kind"),
    ]
    default_order = "position"
    page_size = 30

    def prepare(self, rows: list[Any]) -> list[Any]:
        home = province().code
        series = series_for([one.code for one in rows], [home])
        uses = usage_counts(self.request.actor)
        chains = providers_of([one.code for one in rows])
        frozen = latest_frozen(visible_frozen(self.request.actor), [one.pk for one in rows], home)
        for one in rows:
            values = series.get((one.code, home), [])
            provider = next(iter(chains.get(one.code, [])), None)
            one.latest = values[-1] if values else None
            one.series = [value.value for value in values]
            one.uses = uses.get(one.pk, 0)
            one.frozen_last = frozen.get(one.pk)
            one.provided_by = provider.title if provider else "统计数据" if values else "暂无"
        return rows


@desk("metrics.statistic.view")
def indicators(request: PageRequest) -> HttpResponse:
    """The catalogue."""
    listing = IndicatorListing(request, visible_indicators(request.actor))
    may_manage = check(request.actor, "metrics.indicator.manage")
    return listing.respond("metrics/indicators.html", {"may_manage": may_manage})


@desk("metrics.statistic.view")
def indicator(request: PageRequest, code: str) -> HttpResponse:
    """One indicator: trend, figures with their sources, plans that it serves."""
    actor = request.actor
    found = get_object_or_404(with_standing(visible_indicators(actor)).select_related("owner"), code=code)
    regions = list(valid_on().select_related("tile"))
    region = _region(request, regions)
    below = [one for one in regions if one.level == "prefecture"] if region.level == "province" else []
    series = series_for([found.code], [region.code, *(one.code for one in below)])
    values = series.get((found.code, region.code), [])
    rows = current_statistics(visible_statistics(actor).filter(indicator=found, region=region))
    formulas = formulas_of(found)
    provider = registered_provider(found.code)
    context = {
        "indicator": found,
        "region": region,
        "regions": [one for one in regions if one.level in ("province", "prefecture")],
        "values": values,
        "latest": values[-1] if values else None,
        "chart": chart_of(found, values),
        "rows": rows.select_related("batch").order_by("-as_of", "-id"),
        "provider": provider.title if provider else "",
        "usages": usages_of(actor, found),
        "formulas": formulas,
        "frozen": standing_of(visible_frozen(actor).filter(indicator=found), region.code),
        "counted": [one for one in reversed(values) if one.provider == FORMULAS],
        "may_prepare": check(actor, "metrics.formula.prepare"),
        "may_enter": check(actor, "metrics.statistic.enter", region_code=region.code),
        "may_manage": check(actor, "metrics.indicator.manage"),
        "entries": list(entries_of(found)[:50]),
        **spread_of(request, found, region, below, series, [one["row"] for one in formulas]),
    }
    return render(request, "metrics/indicator.html", context)


@desk("metrics.indicator.manage")
def declare(request: PageRequest) -> HttpResponse:
    """A new definition."""
    return _declared(request, IndicatorForm(request.POST or None), None)


@desk("metrics.indicator.manage")
def edit(request: PageRequest, code: str) -> HttpResponse:
    """Another wording of a definition."""
    found = get_object_or_404(visible_indicators(request.actor), code=code)
    names = ("code", "name", "meaning", "unit", "kind", "direction", "source_note", "plausible_from", "plausible_to")
    initial = {name: getattr(found, name) for name in names} | {
        "owner": found.owner_id,
        "aliases": ";".join(found.aliases),
    }
    known = {"code": (found.code, "指标目录")}
    return _declared(request, IndicatorForm(request.POST or None, initial=initial, known=known), found)


@desk("metrics.indicator.manage")
def count(request: PageRequest, code: str) -> HttpResponse:
    """From when a register speaks for an indicator."""
    found = get_object_or_404(visible_indicators(request.actor), code=code)
    form = CountingForm(request.POST or None, initial={"since": found.counted_from})
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: count_from_register(actor=request.actor, indicator=found, **form.cleaned_data))
        if done is not None:
            messages.success(request, f"“{done.name}”的计数方式已保存，数分钟内重新计数")
            return redirect("metrics:indicator", done.code)
    back = reverse("metrics:indicator", args=[found.code])
    context = {"form": form, "title": f"“{found.name}”由登记簿计数", "cancel_url": back}
    return render(request, "metrics/form.html", context)


def chart_of(indicator: Indicator, values: list[Value]) -> dict[str, Any] | None:
    """The trend with its finding; None with fewer than two values."""
    if len(values) < 2:
        return None
    rows = [{"day": f"{one.as_of}", "value": float(one.value or 0), "period": one.period} for one in values]
    first, last = values[0], values[-1]
    change = (last.value or Decimal(0)) - (first.value or Decimal(0))
    word = "持平" if not change else f"{'增加' if change > 0 else '减少'} {abs(change):,f} {indicator.unit}"
    finding = f"{first.period_label}{first.value:,f} {indicator.unit}，{last.period_label}{last.value:,f} {indicator.unit}，{word}。"
    spec = {
        "data": {"values": rows},
        "mark": {"type": "line", "point": {"filled": True, "size": 44}},
        "encoding": {
            "x": _x(values),
            "y": {"field": "value", "type": "quantitative", "title": indicator.unit},
        },
        "height": 240,
    }
    table = (
        ["时期", f"数值（{indicator.unit}）", "来源"],
        [[one.period_label, f"{one.value:,f}", one.source] for one in values],
    )
    return {"spec": spec, "finding": finding, "table": table}


def _x(values: list[Value]) -> dict[str, Any]:
    """Years side by side; figures of other days along the time, with the ends of years marked."""
    if all(one.span == "year" for one in values):
        return {"field": "period", "type": "ordinal", "title": None}
    days = [one.as_of for one in values if one.as_of]
    ends = [{"year": year, "month": 12, "date": 31} for year in range(days[0].year - 1, days[-1].year + 1)]
    return {"field": "day", "type": "temporal", "title": None, "axis": {"format": "%Y年底", "values": ends}}


def _declared(request: PageRequest, form: IndicatorForm, found: Indicator | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        kept = {"valid_from": found.valid_from, "valid_to": found.valid_to} if found else {}
        values = {**kept, **form.cleaned_data}
        done = tried(form, lambda: declare_indicator(actor=request.actor, **values))
        if done is not None:
            messages.success(request, f"指标“{done.name}”已保存")
            return redirect("metrics:indicator", done.code)
    back = reverse("metrics:indicator", args=[found.code]) if found else reverse("metrics:indicators")
    context = {"form": form, "title": f"修改“{found.name}”" if found else "登记指标", "cancel_url": back}
    return render(request, "metrics/form.html", context)


def _region(request: PageRequest, regions: list[Region]) -> Region:
    """The division asked for; the province without one."""
    asked = request.GET.get("region", "")
    found = next((one for one in regions if one.code == asked), None)
    return found or next((one for one in regions if one.level == "province"), None) or province()
