"""Binding a target, dividing it into years, and the thresholds of lights."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check, require

from ...access.targets import may_track
from ...actions.light_thresholds import set_threshold
from ...actions.targets import bind_indicator, set_steps
from ...forms.targets import BindForm, StepsForm, ThresholdForm
from ...models import LightThreshold, PlanVersion
from ...queries.light_thresholds import light_thresholds
from ...queries.targets import TargetState
from .targets import found_target


@desk("plan.target.bind")
def bind(request: PageRequest, code: str, lineage: UUID) -> HttpResponse:
    """Which indicator speaks for the target."""
    version, state = found_target(request, code, lineage)
    _require(request, "plan.target.bind", version)
    tracked = state.tracked
    initial = {}
    if tracked:
        initial = {
            "indicator": tracked.indicator.code if tracked.indicator else "",
            "owner": tracked.owner_id,
            "note": tracked.note,
        }
    form = BindForm(request.POST or None, initial=initial, unit=state.target.unit)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = tried(
            form,
            lambda: bind_indicator(actor=request.actor, plan=version.plan, lineage=lineage, **values),
        )
        if done is not None:
            messages.success(request, "已绑定，状态按新指标重新计算")
            return redirect("plan:target", code, lineage)
    return _page(request, version, state, form, "绑定指标", "确认绑定")


@desk("plan.target.steps")
def steps(request: PageRequest, code: str, lineage: UUID) -> HttpResponse:
    """What is to be reached each year."""
    version, state = found_target(request, code, lineage)
    _require(request, "plan.target.steps", version)
    if state.tracked is None:
        messages.warning(request, "请先绑定指标，再分解年度目标")
        return redirect("plan:bind_target", code, lineage)
    last = state.target.deadline.year if state.target.deadline else version.period_to or state.on.year
    years = range(version.period_from or state.on.year, last + 1)
    known = list(state.tracked.steps.all())
    initial = {str(one.year): f"{one.value.normalize():f}" for one in known}
    initial["reason"] = known[-1].reason if known else ""
    form = StepsForm(request.POST or None, initial=initial, years=years, unit=state.target.unit)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        tracked = state.tracked
        done = tried(
            form,
            lambda: set_steps(actor=request.actor, tracked=tracked, steps=form.steps, reason=reason),
        )
        if done is not None:
            messages.success(
                request, "年度目标已保存，进度线按它计算" if form.steps else "已取消年度目标，进度线为直线"
            )
            return redirect("plan:target", code, lineage)
    return _page(request, version, state, form, "分解年度目标", "保存年度目标")


@desk("plan.target.view")
def thresholds(request: PageRequest) -> HttpResponse:
    """The dated thresholds, and a form for new ones."""
    actor = request.actor
    may = check(actor, "plan.target.threshold")
    form = ThresholdForm(request.POST or None, initial=_known())
    if request.method == "POST":
        require(actor, "plan.target.threshold")
        if form.is_valid() and tried(form, lambda: set_threshold(actor=actor, **form.cleaned_data)) is not None:
            messages.success(request, "阈值已保存，自所填日期起适用")
            return redirect("plan:light_thresholds")
    context = {
        "rows": LightThreshold.objects.order_by("-valid_from"),
        "current": light_thresholds(),
        "form": form,
        "may": may,
    }
    return render(request, "plan/targets/thresholds.html", context)


def _known() -> dict[str, object]:
    now = light_thresholds()
    names = ("warn_gap", "late_gap", "stale_days", "approx_percent")
    return {name: getattr(now, name) for name in names} if now else {}


def _require(request: PageRequest, code: str, version: PlanVersion) -> None:
    plan = version.plan
    if not may_track(request.actor, code, plan):
        require(request.actor, code, body_id=plan.owner_id or 0, region_code=plan.region.code if plan.region else "")


def _page(
    request: PageRequest, version: PlanVersion, state: TargetState, form: BindForm | StepsForm, title: str, submit: str
) -> HttpResponse:
    url = reverse("plan:target", args=[version.plan.code, state.target.lineage])
    context = {
        "plan_version": version,
        "state": state,
        "form": form,
        "title": title,
        "submit": submit,
        "cancel_url": url,
    }
    return render(request, "plan/targets/form.html", context)
