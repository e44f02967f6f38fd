"""Statistics: the list, one with its revisions, entering and revising."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.listing import Choice, Column, DateRange, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.queries import province

from ...access import visible_statistics
from ...actions import enter_statistic, revise_statistic
from ...forms import RevisionForm, StatisticForm
from ...models import Indicator
from ...queries import current_statistics, history_of
from ...queries.survey_sheets import figures_behind
from .answering import tried


def _value(one: Any) -> Any:
    return one.value.normalize() + 0


class StatisticListing(Listing):
    """The figures as they are known today."""

    name = "统计数据"
    columns = [
        Column("indicator", "指标", kind="link", value=lambda one: one.indicator.name, sort="indicator__position",
               url=lambda one: reverse("metrics:statistic", args=[one.pk])),
        Column("region", "地区", value=lambda one: one.region.short_name, sort="region__position"),
        Column("period", "时期", value=lambda one: one.period_text, sort="period_to"),
        Column("value", "数值", kind="number", value=_value, sub="unit"),
        Column("as_of", "数据截至", kind="date", drop=True),
        Column("source", "来源", drop=True),
        Column("revised", "更正", value=lambda one: "经更正" if one.supersedes_id else "", sort=False, drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按指标或来源查找", fields=["indicator__name", "source", "period"]),
        Choice("indicator", "指标", lookup="indicator__code",
               options=lambda listing: list(Indicator.objects.filter(statistics__isnull=False).distinct().values_list("code", "name"))),
        Choice("region", "地区", lookup="region__code",
               options=lambda listing: list(listing.all_rows.order_by("region__position").values_list("region__code", "region__short_name").distinct())),
        DateRange("as_of", "数据截至", lookup="as_of"),
        Flag("revised", "只看经更正的", condition=Q(supersedes__isnull=False)),
    ]  # fmt: skip
    default_order = ("indicator__position", "-as_of")


@desk("metrics.statistic.view")
def statistics(request: PageRequest) -> HttpResponse:
    """All figures that are known today."""
    actor = request.actor
    rows = current_statistics(visible_statistics(actor)).select_related("indicator", "region")
    context = {
        "may_enter": check(actor, "metrics.statistic.enter"),
        "may_import": check(actor, "metrics.statistic.import"),
    }
    return StatisticListing(request, rows).respond("metrics/statistics.html", context)


@desk("metrics.statistic.view")
def statistic(request: PageRequest, pk: int) -> HttpResponse:
    """One figure: what it says, where it is from, and what was said before."""
    actor = request.actor
    rows = visible_statistics(actor).select_related("indicator", "region", "batch", "supersedes")
    found = get_object_or_404(rows, pk=pk, as_of__lte=clock.today())
    history = history_of(found)
    newest = next((one for one in history if one.withdrawn_on is None), None)
    context = {
        "statistic": found,
        "label": found.period_text,
        "history": history,
        "surveyed": figures_behind(found),
        "newest": newest,
        "may_revise": newest == found and check(actor, "metrics.statistic.revise", region_code=found.region.code),
    }
    return render(request, "metrics/statistic.html", context)


@desk("metrics.statistic.enter")
def enter(request: PageRequest) -> HttpResponse:
    """A new figure."""
    actor = request.actor
    initial = {"region": request.GET.get("region") or province().code, "indicator": request.GET.get("indicator", "")}
    form = StatisticForm(request.POST or None, actor=actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: enter_statistic(actor=actor, **form.cleaned_data))
        if done is not None:
            messages.success(request, f"已录入：{done.indicator} {done.period_text}")
            return redirect("metrics:indicator", done.indicator.code)
    context = {"form": form, "title": "录入统计数据", "submit": "录入", "cancel_url": reverse("metrics:statistics")}
    return render(request, "metrics/form.html", context)


@desk("metrics.statistic.revise")
def revise(request: PageRequest, pk: int) -> HttpResponse:
    """A correction of a figure."""
    actor = request.actor
    found = get_object_or_404(visible_statistics(actor).select_related("indicator", "region"), pk=pk)
    initial = {"value": f"{_value(found):f}", "source": found.source, "source_quote": found.source_quote}
    form = RevisionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: revise_statistic(actor=actor, statistic=found, **form.cleaned_data))
        if done is not None:
            messages.success(request, "已更正；原数保留在更正记录里")
            return redirect("metrics:statistic", done.pk)
    title = f"更正{found.region.short_name}{found.period_text}“{found.indicator}”"
    back = reverse("metrics:statistic", args=[found.pk])
    return render(
        request, "metrics/form.html", {"form": form, "title": title, "submit": "确认更正", "cancel_url": back}
    )
