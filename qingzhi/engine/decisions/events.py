"""What happens to decision tables."""

from dataclasses import dataclass
from datetime import date

from qingzhi.base.events.types import Event, event


@event("decisions.version_published")
@dataclass(frozen=True)
class VersionPublished(Event):
    """A version of a table takes effect from a day on (None: it always held)."""

    table: str
    version_id: int
    valid_from: date | None


@event("decisions.version_ended")
@dataclass(frozen=True)
class VersionEnded(Event):
    """A version of a table ends on a day without one that follows."""

    table: str
    version_id: int
    valid_to: date
