"""What happens at trade fairs; ids only."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("enforcement.fair_complaint_received")
@dataclass(frozen=True)
class FairComplaintReceived(Event):
    """A complaint came in from a station at a fair."""

    complaint_id: int


@event("enforcement.fair_complaint_merged")
@dataclass(frozen=True)
class FairComplaintsMerged(Event):
    """Two complaints about the same are one now."""

    complaint_id: int
    into_id: int


@event("enforcement.fair_found")
@dataclass(frozen=True)
class FairFound(Event):
    """It was found whether an exhibit infringes."""

    complaint_id: int
    upheld: bool


@event("enforcement.fair_followed_up")
@dataclass(frozen=True)
class FairFollowedUp(Event):
    """The matter of a complaint goes on in a case of its own after the fair."""

    complaint_id: int
    target_id: int
