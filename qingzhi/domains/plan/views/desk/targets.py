"""The targets board, and the page of one target."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor
from qingzhi.base.regions.queries import prefectures

from ...access.targets import may_track, visible_target_versions
from ...models import PlanVersion
from ...queries.targets import (
    TargetState,
    contributions,
    frozen_codes,
    sum_of,
    target_states,
    uses_beside,
)
from ...rules.tracking.numbers import figure
from ...terms import PlanLevel
from .acting import drawer
from .target_chart import chart_of
from .target_listing import TargetListing, contribution_tiles, light_figures, worst_first


def versions_of(actor: Actor) -> list[PlanVersion]:
    """The plans in force whose targets the actor sees, the province's own first."""
    found = list(visible_target_versions(actor).defer("text"))
    levels = [PlanLevel.PROVINCE, PlanLevel.PREFECTURE, PlanLevel.COUNTY, PlanLevel.NATIONAL]
    return sorted(
        found,
        key=lambda one: (
            levels.index(PlanLevel(one.plan.level)),
            one.plan.owner_id is None,
            -(one.period_to or 0),
            one.plan.code,
        ),
    )


def found_target(request: PageRequest, code: str, lineage: UUID) -> tuple[PlanVersion, TargetState]:
    """The version in force of a plan that the actor sees and the state of its target, or 404."""
    version = visible_target_versions(request.actor).filter(plan__code=code).defer("text").first()
    states = target_states(version, lineages={lineage}) if version else []
    if version is None or not states:
        raise Http404
    return version, states[0]


@desk("plan.target.view")
def board(request: PageRequest, code: str = "") -> HttpResponse:
    """All targets of a plan: lights, then the table, the most urgent first."""
    versions = versions_of(request.actor)
    version = next((one for one in versions if not code or one.plan.code == code), None)
    if version is None:
        if code:
            raise Http404
        return render(request, "plan/targets/none.html", {})
    states = worst_first(target_states(version))
    url = reverse("plan:plan_targets", args=[version.plan.code])
    known = [state.as_of for state in states if state.as_of]
    context = {
        "plan_version": version,
        "versions": versions,
        "figures": light_figures(states, url),
        "oldest": min(known, default=None),
        "newest": max(known, default=None),
        "thresholds": states[0].thresholds if states else None,
        "today": clock.today(),
    }
    return TargetListing(request, states).respond("plan/targets/board.html", context)


@desk("plan.target.view")
def target(request: PageRequest, code: str, lineage: UUID) -> HttpResponse:
    """One target: its light in words, its way and values, where it leads, its steps, prefectures, and other plans."""
    actor: Actor = request.actor
    mine, others = uses_beside(code, lineage, visible_target_versions(actor), list(prefectures()))
    version, state = (mine.version, mine.state) if mine else found_target(request, code, lineage)
    parts = contributions(state)
    frozen = frozen_codes(state)
    context = {
        "plan_version": version,
        "state": state,
        "values": [(one, frozen.get(one.period, "")) for one in reversed(state.values)],
        "figures": figures_of(state),
        "chart": chart_of(state),
        "steps": _steps(state),
        "parts": parts,
        "tiles": contribution_tiles(parts),
        "added": sum_of(state, parts),
        "uses": others,
        "may_bind": may_track(actor, "plan.target.bind", version.plan),
        "may_divide": may_track(actor, "plan.target.steps", version.plan) if state.tracked else False,
        "entries": drawer(state.tracked) if state.tracked else [],
    }
    return render(request, "plan/targets/target.html", context)


def figures_of(state: TargetState) -> list[Figure]:
    """The figure strip of a target."""
    unit = state.target.unit
    goal = state.trajectory.goal
    current = "—" if state.current is None else figure(state.current)
    as_of = f"数据截至 {state.as_of}" if state.as_of else "还没有数据"
    found = [Figure("当前", current, "#values" if state.seen else "", as_of, unit=unit if state.seen else "")]
    due = f"期限 {goal.deadline}" if goal.deadline else "没有期限"
    wanted = figure(goal.value) if goal.value_to is None else f"{figure(goal.value)}—{figure(goal.value_to)}"
    note = f"{state.target.get_comparator_display()}，{due}"
    found.append(Figure(f"每{_per(state)}目标" if goal.per else "目标", wanted, "", note, unit=unit))
    if state.progress is not None:
        found.append(Figure("已完成", f"{state.progress}%", "", f"应完成 {state.light.share_expected}%", state.code))
    if state.elapsed is not None:
        found.append(Figure("时间进度", f"{state.elapsed}%", "", f"今天 {state.on}"))
    if state.pace and state.pace.needed is not None:
        note = "" if state.pace.so_far is None else f"此前每月 {figure(state.pace.so_far)}"
        found.append(Figure("每月还需", figure(state.pace.needed), "", note, unit=unit))
    return found


def _per(state: TargetState) -> str:
    return {"year": "年", "quarter": "季度", "month": "月"}[state.trajectory.goal.per or "year"]


def _steps(state: TargetState) -> list[dict[str, object]]:
    """The yearly steps beside what was there at the end of each year."""
    if state.tracked is None:
        return []
    by_day = {(seen.on.month, seen.on.day, seen.on.year): seen.value for seen, _ in state.seen}
    return [
        {
            "step": step,
            "value": figure(step.value.normalize() + 0, state.target.unit),
            "reached": figure(by_day[12, 31, step.year]) if (12, 31, step.year) in by_day else "",
            "is_past": step.year < state.on.year,
        }
        for step in state.tracked.steps.all()
    ]
