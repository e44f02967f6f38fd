"""What happens to complaints; ids only, and never who complained."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("enforcement.complaint_received")
@dataclass(frozen=True)
class ComplaintReceived(Event):
    """A complaint came in with its evidence."""

    complaint_id: int


@event("enforcement.case_routed")
@dataclass(frozen=True)
class CaseRouted(Event):
    """A complaint went one way: `target_id` is the case that was opened, `body_id` whom it was sent on to (0 for none)."""

    route_id: int
    complaint_id: int
    way: str
    target_id: int
    body_id: int


@event("enforcement.complaint_told")
@dataclass(frozen=True)
class ComplaintTold(Event):
    """The complainant was told the result."""

    complaint_id: int


@event("enforcement.complaint_evidence_added")
@dataclass(frozen=True)
class ComplaintEvidenceAdded(Event):
    """The complainant handed in more evidence; `closed` says that the case was closed already."""

    complaint_id: int
    closed: bool
