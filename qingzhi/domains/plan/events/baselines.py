"""What happens to the checks of baselines."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("plan.baseline_bound")
@dataclass(frozen=True)
class BaselineBound(Event):
    """A figure that the text reports is recomputed by an indicator from now on; `indicator_id` is 0 where by none."""

    plan_id: int
    lineage: str
    indicator_id: int
