"""What happens to bodies and people."""

from dataclasses import dataclass
from datetime import date

from qingzhi.base.events.types import Event, event


@event("identity.body_succeeded")
@dataclass(frozen=True)
class BodySucceeded(Event):
    """A body handed its open work to its successor."""

    predecessor_id: int
    successor_id: int
    on: date
