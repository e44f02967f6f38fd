"""How one target stands: everything that a page says of it, computed from the record and never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.base.regions.models import Region
from qingzhi.domains.metrics.queries import Value

from ..models import Target, TrackedTarget
from ..rules.observations import Reading, observed
from ..rules.tracking.forecast import Forecast, Method, forecast
from ..rules.tracking.goal import Observation
from ..rules.tracking.light import Light, LightThresholds, light, share_time
from ..rules.tracking.numbers import figure
from ..rules.tracking.pace import Pace, needed_pace
from ..rules.tracking.terms import Kind, LightState, Per
from ..rules.tracking.trajectory import Trajectory
from .target_ways import Beginning, goal_of, way_of

UNBOUND = "尚未绑定指标。"
NO_THRESHOLDS = "尚未设定亮灯阈值。"


@dataclass(frozen=True)
class Below:
    """The divisions below: the latest figure of each that has one, by code, and the rows of their own shares."""

    regions: Sequence[Region]
    values: Mapping[str, Value]
    shares: Sequence[TrackedTarget]


@dataclass
class TargetState:
    """A target with its way, its figures, where it is heading and its light; `code`, `label`, `reason` are the light's."""

    target: Target
    tracked: TrackedTarget | None
    on: date
    trajectory: Trajectory
    light: Light
    forecast: Forecast
    pace: Pace | None
    values: list[Value] = field(default_factory=list)
    seen: list[tuple[Observation, Value]] = field(default_factory=list)
    thresholds: LightThresholds | None = None
    below: Below | None = None

    @property
    def code(self) -> str:
        return self.light.state.value

    @property
    def label(self) -> str:
        return self.light.state.label

    @property
    def reason(self) -> str:
        return self.light.reason

    @property
    def pk(self) -> int:
        return self.target.pk

    @property
    def name(self) -> str:
        """The indicator by its official name, or the text's own words for it."""
        return self.indicator.name if self.indicator else self.target.indicator

    @property
    def indicator(self) -> Any:
        return self.tracked.indicator if self.tracked else None

    @property
    def owner(self) -> Any:
        return self.tracked.owner if self.tracked else None

    @property
    def latest(self) -> Value | None:
        """The figure that the light judges by, in the target's unit."""
        return self.seen[-1][1] if self.seen else None

    @property
    def current(self) -> Decimal | None:
        return self.seen[-1][0].value if self.seen else None

    @property
    def as_of(self) -> date | None:
        return self.seen[-1][0].on if self.seen else None

    @property
    def current_text(self) -> str:
        return "—" if self.current is None else figure(self.current, "%" if self.target.unit == "%" else "")

    @property
    def goal_text(self) -> str:
        return str(self.trajectory.goal)

    @property
    def progress(self) -> Decimal | None:
        return self.light.share_done

    @property
    def elapsed(self) -> Decimal | None:
        return self.light.share_time

    @property
    def history(self) -> list[Decimal]:
        return [seen.value for seen, _ in self.seen]

    @property
    def is_stale(self) -> bool:
        return self.light.is_stale


def state_of_target(
    target: Target,
    tracked: TrackedTarget | None,
    values: list[Value],
    beginning: Beginning,
    thresholds: LightThresholds | None,
    on: date,
) -> TargetState:
    """The state of a target from the figures of its indicator that are known."""
    goal = goal_of(target)
    fitting = [one.in_unit(target.unit) for one in values]
    strange = next((one.reason for one in fitting if one.value is None), "")
    seen = _seen([one for one in fitting if one.value is not None], target, tracked, beginning)
    trajectory = way_of(target, tracked, goal, [one for one, _ in seen], beginning)
    latest = seen[-1][0] if seen else None
    shown = _light(trajectory, latest, on, thresholds)
    if tracked is None or tracked.indicator is None:
        shown = _without(trajectory, on, UNBOUND)
    elif not seen and strange:
        shown = _without(trajectory, on, strange)
    ahead = Forecast(None, None, None, Method.NONE, "没有期限，不预测。")
    if goal.deadline:
        readings = [one for one, _ in seen]
        ahead = forecast(readings, goal.deadline, goal.kind, trajectory.direction, unit=goal.unit, per=goal.per)
    pace = needed_pace(trajectory, latest) if latest else None
    return TargetState(target, tracked, on, trajectory, shown, ahead, pace, values, seen, thresholds)


def _seen(
    values: list[Value], target: Target, tracked: TrackedTarget | None, beginning: Beginning
) -> list[tuple[Observation, Value]]:
    readings = [
        Reading(one.value, one.as_of, one.period_from, one.span, one)
        for one in values
        if one.value is not None and one.as_of is not None
    ]
    by_year = bool(tracked and tracked.indicator and tracked.indicator.kind == "flow")
    per = Per(target.per) if target.per else None
    found = observed(readings, Kind(target.kind), per, counted_by_year=by_year, starts_on=beginning.starts_on)
    return [(seen, reading.origin) for seen, reading in found]


def _light(way: Trajectory, latest: Observation | None, on: date, thresholds: LightThresholds | None) -> Light:
    if thresholds is None:
        return _without(way, on, NO_THRESHOLDS)
    return light(way, latest.value if latest else None, latest.on if latest else None, on, thresholds)


def _without(way: Trajectory, on: date, reason: str) -> Light:
    return Light(LightState.UNKNOWN, reason, share_time=share_time(way, on))
