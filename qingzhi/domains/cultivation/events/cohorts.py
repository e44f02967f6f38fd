"""What happens to lists of enterprises."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("cultivation.roll_drawn")
@dataclass(frozen=True)
class RollDrawn(Event):
    """The roll of a year was begun."""

    roll_id: int


@event("cultivation.roll_frozen")
@dataclass(frozen=True)
class RollFrozen(Event):
    """The roll of a year stands; nobody joins or leaves."""

    roll_id: int


@event("cultivation.outreach_asked")
@dataclass(frozen=True)
class OutreachAsked(Event):
    """Bodies were asked to call on members without an application."""

    roll_id: int
    count: int


@event("cultivation.outreach_answered")
@dataclass(frozen=True)
class OutreachAnswered(Event):
    """A body told what came of a call."""

    call_id: int
