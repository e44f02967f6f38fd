"""What happens to bodies and people."""

from dataclasses import dataclass
from datetime import date

from qingzhi.base.events.types import Event, event


@event("identity.body_succeeded")
@dataclass(frozen=True)
class BodySucceeded(Event):
    """The day of a succession has come: open work passes to the successor (what its row names, or everything)."""

    predecessor_id: int
    successor_id: int
    on: date


@event("identity.body_renamed")
@dataclass(frozen=True)
class BodyRenamed(Event):
    """A body bears another name from a day on."""

    body_id: int
    on: date


@event("identity.mandate_granted")
@dataclass(frozen=True)
class MandateGranted(Event):
    """A person may act for a subject from now on."""

    mandate_id: int
    person_id: int
    subject_id: int
    role: str


@event("identity.mandate_ended")
@dataclass(frozen=True)
class MandateEnded(Event):
    """A person acts for a subject until this day only."""

    mandate_id: int
    person_id: int
    subject_id: int
    on: date


@event("identity.account_asked_for")
@dataclass(frozen=True)
class AccountAskedFor(Event):
    """An enterprise asks for an account."""

    application_id: int


@event("identity.account_application_decided")
@dataclass(frozen=True)
class AccountApplicationDecided(Event):
    """It was approved or refused."""

    application_id: int
    state: str


@event("identity.emergency_taken")
@dataclass(frozen=True)
class EmergencyTaken(Event):
    """Somebody borrowed another role's permits for some hours."""

    emergency_id: int
    user_id: int
    role: str
    hours: int
