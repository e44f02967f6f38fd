"""What happens in credit; ids only."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("credit.entry_recorded")
@dataclass(frozen=True)
class EntryRecorded(Event):
    """An effective result stands in an archive."""

    entry_id: int


@event("credit.entry_ended")
@dataclass(frozen=True)
class EntryEnded(Event):
    """An entry does not count any more: corrected, withdrawn, repaired, expired."""

    entry_id: int


@event("credit.listed")
@dataclass(frozen=True)
class Listed(Event):
    """A subject was found dishonest, effective from its service."""

    listing_id: int


@event("credit.listing_ended")
@dataclass(frozen=True)
class ListingEnded(Event):
    """A finding ended: expired, repaired, revoked."""

    listing_id: int


@event("credit.archive_read")
@dataclass(frozen=True)
class ArchiveRead(Event):
    """Somebody read an archive, or a procedure asked it."""

    reading_id: int


@event("credit.penalty_published")
@dataclass(frozen=True)
class PenaltyPublished(Event):
    """A penalty stands in the public list."""

    notice_id: int


@event("credit.licence_published")
@dataclass(frozen=True)
class LicencePublished(Event):
    """A licence stands in the public list."""

    notice_id: int
