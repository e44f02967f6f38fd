"""What happens to batches and sources."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("imports.batch_prepared")
@dataclass(frozen=True)
class BatchPrepared(Event):
    """A file was taken in and waits for its columns to be confirmed."""

    batch_id: int
    kind: str


@event("imports.batch_confirmed")
@dataclass(frozen=True)
class BatchConfirmed(Event):
    """Its columns are confirmed; it waits for its turn."""

    batch_id: int
    kind: str


@event("imports.batch_finished")
@dataclass(frozen=True)
class BatchFinished(Event):
    """Every row of the file is settled."""

    batch_id: int
    kind: str


@event("imports.batch_failed")
@dataclass(frozen=True)
class BatchFailed(Event):
    """It stopped before its end."""

    batch_id: int
    kind: str


@event("imports.batch_dropped")
@dataclass(frozen=True)
class BatchDropped(Event):
    """It was given up before anything was written."""

    batch_id: int
    kind: str


@event("imports.batch_rolled_back")
@dataclass(frozen=True)
class BatchRolledBack(Event):
    """It was taken back whole."""

    batch_id: int
    kind: str


@event("imports.feed_saved")
@dataclass(frozen=True)
class FeedSaved(Event):
    """A source was entered or changed."""

    feed_id: int
