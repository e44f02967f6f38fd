"""What happens in the joint conference and in legislation."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("plan.meeting_minuted")
@dataclass(frozen=True)
class MeetingMinuted(Event):
    """The minutes of a meeting were issued."""

    meeting_id: int


@event("plan.legislation_moved")
@dataclass(frozen=True)
class LegislationMoved(Event):
    """A legislative project came to a stage."""

    project_id: int
    stage: str


@event("plan.legal_source_published")
@dataclass(frozen=True)
class LegalSourcePublished(Event):
    """A text was published that rules can cite by its code."""

    source_id: int
    code: str
