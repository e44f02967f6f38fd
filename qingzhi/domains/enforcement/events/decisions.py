"""What happens to decisions beside being made, effective, revoked."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("enforcement.decision_served")
@dataclass(frozen=True)
class DecisionServed(Event):
    """A decision reached the party, with proof."""

    decision_id: int
