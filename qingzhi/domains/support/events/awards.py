"""What happens to awards, the variety-right fund, compensation and priority points."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("support.award_round_opened")
@dataclass(frozen=True)
class AwardRoundOpened(Event):
    """A round of an award takes nominations."""

    round_id: int


@event("support.award_round_moved")
@dataclass(frozen=True)
class AwardRoundMoved(Event):
    """A round has come to another stage."""

    round_id: int
    stage: str


@event("support.award_place_filled")
@dataclass(frozen=True)
class AwardPlaceFilled(Event):
    """A nomination moved up into a place that another lost."""

    nomination_id: int
    instead_of: int


@event("support.award_place_left_empty")
@dataclass(frozen=True)
class AwardPlaceLeftEmpty(Event):
    """A place that a nomination lost stays empty by rule."""

    nomination_id: int


@event("support.award_given")
@dataclass(frozen=True)
class AwardGiven(Event):
    """An award was approved."""

    nomination_id: int


@event("support.award_revoked")
@dataclass(frozen=True)
class AwardRevoked(Event):
    """An award was revoked."""

    nomination_id: int


@event("support.transaction_recorded")
@dataclass(frozen=True)
class TransactionRecorded(Event):
    """A transaction was entered by hand."""

    transaction_id: int


@event("support.priority_recorded")
@dataclass(frozen=True)
class PriorityRecorded(Event):
    """A ground of priority holds from a day on, or no longer."""

    standing_id: int
