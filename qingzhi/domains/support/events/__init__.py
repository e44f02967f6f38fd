"""What happens in support."""

from dataclasses import dataclass
from datetime import date

from qingzhi.base.events.types import Event, event


@event("support.call_published")
@dataclass(frozen=True)
class CallPublished(Event):
    """A call is open to applicants from its first day on."""

    call_id: int


@event("support.call_withdrawn")
@dataclass(frozen=True)
class CallWithdrawn(Event):
    """A call was taken back, with its reason on the page."""

    call_id: int


@event("support.application_changed")
@dataclass(frozen=True)
class ApplicationChanged(Event):
    """An application claims other rights than before."""

    application_id: int


@event("support.right_marked")
@dataclass(frozen=True)
class RightMarked(Event):
    """A right is in dispute or was found an abnormal application, from a day on."""

    right_id: int
    kind: str
    on: date


@event("support.right_unmarked")
@dataclass(frozen=True)
class RightUnmarked(Event):
    """A mark on a right ended."""

    right_id: int
    kind: str
    on: date


@event("support.right_paid")
@dataclass(frozen=True)
class RightPaid(Event):
    """An act of a right took its place in the ledger of what was paid."""

    paid_claim_id: int


@event("support.list_published")
@dataclass(frozen=True)
class ListPublished(Event):
    """The list of those to be subsidised in a call was made public."""

    call_id: int
    cases: int


@event("support.results_announced")
@dataclass(frozen=True)
class ResultsAnnounced(Event):
    """Whom a call subsidises was announced."""

    call_id: int
    cases: int


@event("support.recheck_opened")
@dataclass(frozen=True)
class RecheckOpened(Event):
    """A subsidy that was paid is looked at again."""

    recheck_id: int
    right_id: int
