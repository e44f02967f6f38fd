"""What happens to rights."""

from dataclasses import dataclass
from datetime import date

from qingzhi.base.events.types import Event, event


@event("rights.registered")
@dataclass(frozen=True)
class RightRegistered(Event):
    """A right was entered by hand."""

    right_id: int
    kind: str


@event("rights.corrected")
@dataclass(frozen=True)
class RightCorrected(Event):
    """What the register says of a right was corrected."""

    right_id: int


@event("rights.status_entered")
@dataclass(frozen=True)
class StatusEntered(Event):
    """A right bears another legal status from a day on."""

    right_id: int
    status: str
    on: date


@event("rights.holders_changed")
@dataclass(frozen=True)
class HoldersChanged(Event):
    """A right has other holders from a day on."""

    right_id: int
    on: date


@event("rights.linked")
@dataclass(frozen=True)
class RightsLinked(Event):
    """Two rights belong together."""

    right_id: int
    link_id: int


@event("rights.fee_paid")
@dataclass(frozen=True)
class FeePaid(Event):
    """A payment was recorded."""

    right_id: int
    payment_id: int


@event("rights.honoured")
@dataclass(frozen=True)
class MarkHonoured(Event):
    """A mark was recognised as well known or famous."""

    right_id: int
    honour_id: int


@event("rights.gi_user_admitted")
@dataclass(frozen=True)
class GiUserAdmitted(Event):
    """A party may use a geographical indication."""

    right_id: int
    gi_user_id: int


@event("rights.gi_user_ended")
@dataclass(frozen=True)
class GiUserEnded(Event):
    """A party may no longer use a geographical indication."""

    right_id: int
    gi_user_id: int
    on: date


@event("rights.deposit_made")
@dataclass(frozen=True)
class DepositMade(Event):
    """A fingerprint was deposited and its certificate issued."""

    deposit_id: int


@event("rights.folk_consent_given")
@dataclass(frozen=True)
class FolkConsentGiven(Event):
    """A community agreed that a body reads restricted knowledge."""

    item_id: int
    consent_id: int


@event("rights.restricted_knowledge_read")
@dataclass(frozen=True)
class RestrictedKnowledgeRead(Event):
    """Somebody read restricted traditional knowledge."""

    item_id: int
    reading_id: int


@event("rights.brand_state_entered")
@dataclass(frozen=True)
class BrandStateEntered(Event):
    """A brand is cultivated further, or no longer, from a day on."""

    brand_id: int
    state: str
