"""What happens to targets."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("plan.indicator_bound")
@dataclass(frozen=True)
class IndicatorBound(Event):
    """A target was bound to an indicator; `indicator_id` is 0 where it was unbound."""

    plan_id: int
    lineage: str
    indicator_id: int


@event("plan.target_steps_set")
@dataclass(frozen=True)
class TargetStepsSet(Event):
    """The yearly steps of a target were set."""

    tracked_id: int


@event("plan.light_threshold_set")
@dataclass(frozen=True)
class LightThresholdSet(Event):
    """Targets are judged by other thresholds from a day on."""

    threshold_id: int
    valid_from: str
