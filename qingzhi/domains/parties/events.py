"""What happens to parties."""

from dataclasses import dataclass
from datetime import date

from qingzhi.base.events.types import Event, event


@event("parties.registered")
@dataclass(frozen=True)
class PartyRegistered(Event):
    """An organisation or a person came into the register by hand."""

    party_id: int


@event("parties.changed")
@dataclass(frozen=True)
class PartyChanged(Event):
    """What is known of a party changed: name, place, kind, recognitions, figures, links."""

    party_id: int
    what: str


@event("parties.merged")
@dataclass(frozen=True)
class PartiesMerged(Event):
    """A record was joined to another; `party_ids` are the records whose root changed."""

    merge_id: int
    party_id: int
    into_id: int
    party_ids: list[int]


@event("parties.merge_undone")
@dataclass(frozen=True)
class MergeUndone(Event):
    """A merge was taken back; `party_ids` are the records whose root changed."""

    merge_id: int
    party_id: int
    from_id: int
    party_ids: list[int]


@event("parties.closed")
@dataclass(frozen=True)
class PartyClosed(Event):
    """A party ended on a day (deregistered, dissolved, died)."""

    party_id: int
    on: date


@event("parties.personal_read")
@dataclass(frozen=True)
class PersonalRead(Event):
    """Somebody read a full personal value of a party."""

    party_id: int
    what: str
