"""What the text reports as reached beside what the registers hold, and the form that says how it is recomputed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest

from ...access.targets import may_track, visible_target_versions
from ...actions.baselines import bind_baseline
from ...forms.baselines import BaselineForm
from ...models import BaselineCheck, PlanVersion
from ...queries.baselines import CheckedBaseline, checked_baselines
from ...rules.baselines import Verdict
from ...rules.tracking.numbers import figure

WORST_FIRST = (Verdict.DIFFERS, Verdict.PARTIAL, Verdict.EQUAL, Verdict.UNKNOWN)
NOTES = {
    Verdict.DIFFERS: "登记簿完整而数不同",
    Verdict.PARTIAL: "登记簿只有一部分",
    Verdict.EQUAL: "重算数与原文相同",
    Verdict.UNKNOWN: "没有绑定，或不能重算",
}


class BaselineListing(Listing):
    """Every figure that the text reports, with the recomputed one and its records."""

    name = "基期核对"
    columns = [
        Column("state", "核对结果", kind="state", value=lambda one: one, width=9),
        Column("name", "原文所述", sub=lambda one: f"“{one.baseline.quote}”"),
        Column("stated", "原文数", kind="number", value=lambda one: one.stated_text, export=lambda one: one.stated, sort="stated"),
        Column("value", "登记簿重算", kind="html", template="plan/cells/recomputed.html",
               value=lambda one: one.value, export=lambda one: one.value),
        Column("gap", "差额", kind="number", drop=True, sort=False,
               value=lambda one: "" if one.outcome.gap is None else figure(one.outcome.gap)),
        Column("period", "核对时期", value=lambda one: one.period_label, sub=lambda one: one.check.note if one.check else "",
               drop=True, sort=False),
        Column("bind", "核对口径", kind="html", template="plan/cells/bind_baseline.html", sort=False,
               export=lambda one: one.check.indicator.name if one.check else ""),
    ]  # fmt: skip
    filters = [
        Search("q", "按原文查找", fields=["name", "baseline__quote"]),
        Choice("state", "核对结果", options=[(one.value, one.label) for one in WORST_FIRST], lookup="code"),
    ]
    page_size = 50
    empty_title = "这个规划的文本没有报告已达到的数"
    empty_hint = "规划文本中“截至……达到……”一类的数，识别后列在这里。"


@desk("plan.target.view")
def baselines(request: PageRequest, code: str) -> HttpResponse:
    """The check of a plan's baselines."""
    version = _version(request, code)
    rows = checked_baselines(version)
    may = bool(may_track(request.actor, "plan.target.bind", version.plan))
    for row in rows:
        row.bind_url = reverse("plan:bind_baseline", args=[code, row.lineage]) if may else ""
    url = reverse("plan:baselines", args=[code])
    days = [row.found.lake_on for row in rows if row.found and row.found.lake_on]
    context = {
        "plan_version": version,
        "figures": [
            Figure(
                one.label, sum(1 for row in rows if row.code == one), f"{url}?state={one.value}", NOTES[one], one.value
            )
            for one in WORST_FIRST
        ],
        "lake_on": max(days, default=None),
    }
    return BaselineListing(request, sorted(rows, key=_place)).respond("plan/targets/baselines.html", context)


@desk("plan.target.bind")
def bind(request: PageRequest, code: str, lineage: UUID) -> HttpResponse:
    """By which indicator and for which period a figure of the text is recomputed."""
    version = _version(request, code)
    told = version.baselines.filter(lineage=lineage).first()
    if told is None:
        raise Http404
    there = (
        BaselineCheck.objects.filter(plan=version.plan_id, baseline_lineage=lineage).select_related("indicator").first()
    )
    initial = {"indicator": there.indicator.code, "period": there.period, "note": there.note} if there else {}
    url = reverse("plan:baselines", args=[code])
    return acted(
        request, template="plan/targets/bind_baseline.html", title=f"核对“{told.quote}”",
        form=BaselineForm(request.POST or None, unit=told.unit, initial=initial),
        do=lambda valid: bind_baseline(actor=request.actor, plan=version.plan, lineage=lineage, **valid.cleaned_data),
        to=lambda made: url, success="已保存核对口径", cancel_url=url, plan_version=version, told=told,
    )  # fmt: skip


def _place(row: CheckedBaseline) -> int:
    return WORST_FIRST.index(row.outcome.verdict)


def _version(request: PageRequest, code: str) -> PlanVersion:
    found = visible_target_versions(request.actor).filter(plan__code=code).defer("text").first()
    if found is None:
        raise Http404
    return found
