"""Density of rights per industry and cluster: ranked, each figure leading to its records, what cannot be reckoned said."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.listing import Choice, Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.queries import prefectures, province
from qingzhi.domains.rights.queries.industry_codes import industry_groups
from qingzhi.engine.lake.manifests import NoSnapshot
from qingzhi.engine.lake.reading import snapshot

from ...actions.density import import_industry_statistics
from ...forms.density import IndustryStatisticsForm
from ...models import DensityKind, IntensiveGroup
from ...queries.density import Densities, Density, densities
from ...queries.slices import standing_formula
from ...rules.chart_specs import ranking
from ...terms import FormulaState
from ...terms.density import IndustryMeasure, IndustryScheme

YEARS, DRAWN = 8, 12


class DensityListing(Listing):
    """Industries by density; which figures these are was decided before, the filters only say of what."""

    name = "知识产权密集度"
    page_size = 60
    compact = True
    empty_title = "没有可以排列的行业"
    empty_hint = "登记簿里没有这个分类的权利，也没有分行业的统计数据。"

    def __init__(self, request: PageRequest, asked: "Asked", found: Densities):
        self.filters = [
            Choice("kind", "口径", options=[(one.code, one.title) for one in asked.kinds], narrowing=_as_they_are, every="默认口径"),
            Choice("scheme", "分类", options=IndustryScheme.choices(), narrowing=_as_they_are, every="国民经济行业"),
            *([Choice("group", "产业分组", options=industry_groups(), narrowing=_as_they_are, every="全部产业")] if asked.is_plan else []),
            Choice("region", "地区", options=[(one.code, one.short_name) for one in asked.regions], narrowing=_as_they_are, every="全省"),
            Choice("year", "年度", options=[(str(one), f"{one}年") for one in asked.years], narrowing=_as_they_are, every="最近一年"),
        ]  # fmt: skip
        measure = IndustryMeasure(asked.kind.measure).label
        self.columns = [
            Column("rank", "位次", kind="number", value=lambda one: one.rank, sort=False),
            Column("label", "产业" if asked.is_plan else "行业", sort=False, sub=lambda one: one.group or _intensive(one)),
            Column("density", f"密集度（{asked.kind.unit}）", kind="number", value=lambda one: one.density, sort=False,
                   sub=lambda one: one.reason),
            Column("rights", f"{asked.kind.indicator.name}（{asked.kind.indicator.unit}）", kind="number", sort=False,
                   value=lambda one: one.rights_value, url=lambda one: one.records_url),
            Column("base", f"{measure}（{'人' if asked.kind.measure == IndustryMeasure.STAFF else '万元'}）", kind="number", sort=False,
                   value=lambda one: one.base, sub=lambda one: one.source, drop=True),
        ]  # fmt: skip
        self.about = [
            ("口径", asked.kind.title),
            ("依据", asked.kind.source),
            ("地区和时期", f"{asked.region.name}，{found.period.label}"),
        ]
        super().__init__(request, found.rows)


def _as_they_are(rows: Any, value: str) -> Any:
    return rows


def _intensive(one: Density) -> str:
    told = (
        f"{'专利密集型' if each.whole else '部分属专利密集型'}：{each.group}{'' if each.confirmed else '（待确认）'}"
        for each in one.intensive
    )
    return "；".join(dict.fromkeys(told))


class Asked:
    """Which densities are meant."""

    def __init__(self, request: PageRequest):
        given = request.GET
        self.kinds = list(DensityKind.objects.select_related("indicator"))
        self.kind: DensityKind = next((one for one in self.kinds if one.code == given.get("kind")), self.kinds[0])
        self.is_plan = given.get("scheme") == IndustryScheme.PLAN
        self.scheme = str(IndustryScheme.PLAN if self.is_plan else IndustryScheme.GBT4754)
        self.group = given.get("group", "") if self.is_plan else ""
        self.regions = [province(), *prefectures()]
        self.region = next((one for one in self.regions if one.code == given.get("region")), self.regions[0])
        last = clock.today().year - 1
        self.years = list(range(last, last - YEARS, -1))
        self.year = next((one for one in self.years if str(one) == given.get("year")), last)


@desk("metrics.statistic.view")
def density(request: PageRequest) -> HttpResponseBase:
    """The ranking, its chart, and what cannot be reckoned."""
    if not DensityKind.objects.exists():
        return render(request, "metrics/density.html", {"missing": "还没有载入密集度口径。"})
    asked = Asked(request)
    try:
        lake = snapshot()
    except NoSnapshot:
        return render(request, "metrics/density.html", {"missing": "数据湖尚未建立，暂时算不出密集度。"})
    found = densities(asked.kind, asked.scheme, asked.region.code, asked.year, group=asked.group, lake=lake)
    formula = standing_formula(asked.kind.indicator.code, found.period)
    context = {
        "asked": asked,
        "found": found,
        "chart": _chart(asked, found),
        "is_draft": formula is not None and formula.state != FormulaState.PUBLISHED,
        "formula": formula,
        "groups": [] if asked.is_plan else list(IntensiveGroup.objects.all()),
        "lake_on": lake.as_of,
        "may_import": check(request.actor, "metrics.statistic.import"),
    }
    return DensityListing(request, asked, found).respond("metrics/density.html", context)


def _chart(asked: Asked, found: Densities) -> Any:
    points = [(one.label, one.density) for one in found.ranked[:DRAWN]]
    return ranking(points, unit=asked.kind.unit) if len(points) > 1 else None


@desk("metrics.statistic.import")
def load(request: PageRequest) -> HttpResponse:
    """Takes in staff and output by industry."""
    return acted(
        request,
        template="metrics/density_import.html",
        title="导入分行业统计数据",
        form=IndustryStatisticsForm(request.POST or None, request.FILES or None),
        do=lambda form: import_industry_statistics(
            actor=request.actor, content=form.cleaned_data["file"][0].read(), reason=form.cleaned_data["reason"]
        ),
        to=reverse("metrics:density"),
        success="分行业统计数据已收录",
        cancel_url=reverse("metrics:density"),
        submit="导入",
    )
