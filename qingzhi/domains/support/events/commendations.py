"""What happens to commendations."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("support.commendation_opened")
@dataclass(frozen=True)
class CommendationOpened(Event):
    """A round is open, its candidates come from an evaluation."""

    round_id: int


@event("support.commendation_moved")
@dataclass(frozen=True)
class CommendationMoved(Event):
    """A round has come to another stage."""

    round_id: int
    stage: str
