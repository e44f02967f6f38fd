"""The way of a target, from what its text and the office say: goal, baseline, beginning, yearly steps."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..models import Target, TrackedTarget
from ..rules.observations import baseline_among
from ..rules.tracking.goal import Goal, Observation
from ..rules.tracking.terms import Comparator, Kind, Per
from ..rules.tracking.trajectory import Trajectory


@dataclass(frozen=True)
class Beginning:
    """What a version says of the time of its targets."""

    starts_on: date | None
    issued_on: date | None


def goal_of(target: Target) -> Goal:
    """What a target demands, as the rules of tracking take it."""
    return Goal(
        comparator=Comparator(target.comparator),
        value=_short(target.value),
        kind=Kind(target.kind),
        deadline=target.deadline,
        value_to=None if target.value_to is None else _short(target.value_to),
        unit=target.unit,
        per=Per(target.per) if target.per else None,
    )


def way_of(
    target: Target, tracked: TrackedTarget | None, goal: Goal, seen: list[Observation], beginning: Beginning
) -> Trajectory:
    """With the office's steps; steps or a baseline that do not fit the deadline are left out rather than fail the page."""
    baseline = _baseline(target, goal) or _last_before(goal, seen, beginning)
    if baseline and goal.deadline and baseline.on >= goal.deadline:
        baseline = None
    starts_on = beginning.starts_on
    if starts_on and goal.deadline and starts_on >= goal.deadline:
        starts_on = None
    way = Trajectory(goal, baseline, starts_on)
    begins = way.origin.on if way.origin else date.min
    steps = tuple(
        Observation(_short(step.value), date(step.year, 12, 31))
        for step in (tracked.steps.all() if tracked else ())
        if date(step.year, 12, 31) > begins and (not goal.deadline or date(step.year, 12, 31) <= goal.deadline)
    )
    return Trajectory(goal, baseline, starts_on, steps) if steps else way


def _baseline(target: Target, goal: Goal) -> Observation | None:
    """The baseline that the text names."""
    given = target.baseline or {}
    if goal.kind is Kind.FLOW or given.get("value") is None or not given.get("as_of"):
        return None
    return Observation(Decimal(str(given["value"])), date.fromisoformat(str(given["as_of"])))


def _last_before(goal: Goal, seen: list[Observation], beginning: Beginning) -> Observation | None:
    if goal.per or goal.kind in (Kind.FLOW, Kind.GROWTH):
        return None
    days = [day for day in (beginning.starts_on, beginning.issued_on) if day]
    return baseline_among(seen, max(days) if days else None)


def _short(value: Decimal) -> Decimal:
    """Without the zeros that a database column adds."""
    return value.normalize() + 0
