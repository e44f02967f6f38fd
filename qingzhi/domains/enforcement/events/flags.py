"""What happens to flags, to the lists that they follow from, and to supervised handling; ids only."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("enforcement.case_flagged")
@dataclass(frozen=True)
class CaseFlagged(Event):
    """A case is flagged from now on."""

    flag_id: int
    case_id: int
    kind: str


@event("enforcement.flag_ended")
@dataclass(frozen=True)
class FlagEnded(Event):
    """A flag does not hold any more."""

    flag_id: int
    case_id: int
    kind: str


@event("enforcement.list_changed")
@dataclass(frozen=True)
class ListChanged(Event):
    """A right came to the protection list, or left it."""

    entry_id: int


@event("enforcement.poverty_changed")
@dataclass(frozen=True)
class PovertyChanged(Event):
    """A county is a poverty county by other days than before."""

    region_code: str


@event("enforcement.particulars_noted")
@dataclass(frozen=True)
class ParticularsNoted(Event):
    """An officer noted what the rules of supervised handling ask."""

    case_id: int


@event("enforcement.supervision_moved")
@dataclass(frozen=True)
class SupervisionMoved(Event):
    """Supervised handling stands somewhere else."""

    supervision_id: int
    state: str
