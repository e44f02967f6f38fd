"""What happens in assessment."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("scoring.experts_drawn")
@dataclass(frozen=True)
class ExpertsDrawn(Event):
    """Seats were offered to experts; each has a declaration to sign."""

    round_id: int
    draw_id: int


@event("scoring.seat_answered")
@dataclass(frozen=True)
class SeatAnswered(Event):
    """An expert accepted or declined a seat."""

    round_id: int
    seat_id: int
    accepted: bool


@event("scoring.seat_done")
@dataclass(frozen=True)
class SeatDone(Event):
    """An expert has nothing left to score in a seat."""

    round_id: int
    seat_id: int


@event("scoring.experts_reminded")
@dataclass(frozen=True)
class ExpertsReminded(Event):
    """The secretary reminds those who have not scored yet."""

    round_id: int


@event("scoring.round_closed")
@dataclass(frozen=True)
class RoundClosed(Event):
    """Scoring is over and the entries are ranked."""

    round_id: int


@event("scoring.vote_opened")
@dataclass(frozen=True)
class VoteOpened(Event):
    """Named members are called to a vote."""

    vote_id: int


@event("scoring.ballot_cast")
@dataclass(frozen=True)
class BallotCast(Event):
    """A member's ballot is in; what stood on it is kept nowhere."""

    vote_id: int
    member_id: int


@event("scoring.vote_closed")
@dataclass(frozen=True)
class VoteClosed(Event):
    """A panel's vote was counted."""

    vote_id: int
