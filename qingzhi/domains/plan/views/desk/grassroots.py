"""Grass-roots conditions: each prefecture and county against the standards, with its gaps."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.models import Level

from ...access.grassroots import visible_regions
from ...actions.grassroots import COUNTS, record_condition
from ...forms.conference import ConditionForm
from ...models import GrassrootsCondition
from ...queries.grassroots import ConditionRow, condition_rows, years_recorded
from ...terms import GrassrootsItem
from .acting import confirm


def has(item: GrassrootsItem, row: ConditionRow) -> int | None:
    return getattr(row, item.value).has


def gap(item: GrassrootsItem, row: ConditionRow) -> str:
    return getattr(row, item.value).label


class ConditionListing(Listing):
    name = "基层基础条件"
    columns = [
        Column("state", "状态", kind="state"),
        Column("region__name", "地区", kind="link", sub=lambda row: row.region.parent.name if row.region.parent else "",
               url=lambda row: f"{reverse('plan:record_condition')}?region={row.region.pk}&year={row.year}"),
        *(Column(item.value, item.label, kind="number", value=partial(has, item), sub=partial(gap, item))
          for item in GrassrootsItem),
        Column("condition__commendations", "表彰", kind="number"),
        Column("condition__source", "来源", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按地区查找", fields=["region__name", "region__parent__name"]),
        Choice(
            "level",
            "级别",
            options=[(Level.PREFECTURE.value, "市州"), (Level.COUNTY.value, "县")],
            lookup="region__level",
        ),
        Choice("state", "状态", options=[("late", "有缺口"), ("ok", "达标"), ("unknown", "未登记")], lookup="state"),
    ]
    page_size = 60
    compact = True
    empty_title = "没有可见的地区"


@desk("plan.grassroots.view")
def grassroots(request: PageRequest) -> HttpResponse:
    """The table of one year; the newest that was recorded is shown first."""
    years = years_recorded() or [clock.today().year]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else years[0]
    rows = condition_rows(visible_regions(request.actor), year)
    gaps = {item: sum(getattr(row, item.value).gap for row in rows) for item in GrassrootsItem}
    figures = [
        Figure("有缺口的地区", sum(1 for row in rows if row.gaps), "?state=late", state="late", unit="个"),
        Figure("未登记", sum(1 for row in rows if row.condition is None), "?state=unknown", state="unknown", unit="个"),
        *(Figure(f"{item.label}缺口", count, unit="") for item, count in gaps.items() if count),
    ]
    context = {
        "year": year,
        "years": years,
        "figures": figures[:6],
        "may_record": bool(check(request.actor, "plan.grassroots.record")),
    }
    return ConditionListing(request, rows).respond("plan/grassroots.html", context)


@desk("plan.grassroots.record")
def record(request: PageRequest) -> HttpResponse:
    """Record a division's year; what stands already is filled in."""
    regions = visible_regions(request.actor, "plan.grassroots.record").exclude(level=Level.PROVINCE)
    initial: dict[str, object] = {"region": request.GET.get("region"), "year": clock.today().year - 1}
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdigit():
        initial["year"] = int(asked)
    region = request.GET.get("region", "")
    if region.isascii() and region.isdigit():
        held = GrassrootsCondition.objects.filter(region__in=regions, region=region, year=initial["year"]).first()
        if held:
            initial |= {name: getattr(held, name) for name in (*COUNTS, "source", "commendation_note")}
    back = reverse("plan:grassroots")
    return confirm(
        request, title="登记基层基础条件", form=ConditionForm(request.POST or None, regions=regions, initial=initial), to=back,
        cancel_url=back, crumb=("基层基础条件", back), success="已登记", submit="登记",
        do=lambda form: record_condition(
            actor=request.actor, region=form.cleaned_data["region"], year=form.cleaned_data["year"],
            values={name: form.cleaned_data[name] for name in COUNTS}, source=form.cleaned_data["source"],
            commendation_note=form.cleaned_data["commendation_note"],
        ),
    )  # fmt: skip
