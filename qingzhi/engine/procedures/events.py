"""What others may subscribe to."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("procedures.case_opened")
@dataclass(frozen=True)
class CaseOpened(Event):
    """A case was opened."""

    case_id: int
    procedure: str


@event("procedures.case_moved_on")
@dataclass(frozen=True)
class CaseMovedOn(Event):
    """A step was taken on a case."""

    case_id: int
    procedure: str
    step: str
    state: str


@event("procedures.case_closed")
@dataclass(frozen=True)
class CaseClosed(Event):
    """A case ended."""

    case_id: int
    procedure: str
    outcome: str


@event("procedures.recount_asked")
@dataclass(frozen=True)
class RecountAsked(Event):
    """The limits that run from before `last` until `first` or later are to be counted anew, of the cases after a key."""

    first: str
    last: str
    after: int = 0
