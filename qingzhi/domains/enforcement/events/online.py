"""What happens to links; ids only."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("enforcement.link_captured")
@dataclass(frozen=True)
class LinkCaptured(Event):
    """A page was saved as evidence."""

    capture_id: int


@event("enforcement.platform_notified")
@dataclass(frozen=True)
class PlatformNotified(Event):
    """A platform was asked to act on links."""

    notice_id: int


@event("enforcement.links_settled")
@dataclass(frozen=True)
class LinksSettled(Event):
    """What became of links is known: removed, kept, restored."""

    case_id: int
    outcome: str
