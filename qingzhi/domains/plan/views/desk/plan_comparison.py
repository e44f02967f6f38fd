"""One indicator in several plans: the targets of the nation, the province and the prefectures beside each other."""

from django.http import HttpResponse
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest

from ...queries.plan_comparison import demands, shared_indicators
from .targets import versions_of

USES = "plan/cells/plan_uses.html"


class ComparisonListing(Listing):
    """Indicators with their targets by level of plan."""

    name = "各级规划指标对照"
    columns = [
        Column("name", "指标", kind="link", url=lambda row: reverse("metrics:indicator", args=[row.indicator.code]),
               sub=lambda row: f"{row.plans} 个规划 · 单位：{row.indicator.unit}"),
        Column("national", "国家级", kind="html", template=USES, export=lambda row: demands(row.national)),
        Column("province", "省级", kind="html", template=USES, export=lambda row: demands(row.province)),
        Column("below", "市州、县级", kind="html", template=USES, export=lambda row: demands(row.below)),
    ]  # fmt: skip
    filters = [
        Search("q", "按指标查找", fields=["name"]),
        Choice("shared", "范围", options=[("shared", "几个规划共有"), ("single", "只在一个规划")], lookup="shared"),
    ]
    page_size = 50
    empty_title = "没有符合条件的指标"
    empty_hint = "规划的目标绑定指标以后，在这里按级对照。"


@desk("plan.target.view")
def comparison(request: PageRequest) -> HttpResponse:
    """Every indicator that a plan in force has a target of."""
    versions = versions_of(request.actor)
    rows = shared_indicators(versions)
    context = {"versions": versions, "shared": sum(1 for row in rows if row.plans > 1), "total": len(rows)}
    return ComparisonListing(request, rows).respond("plan/targets/comparison.html", context)
