"""What happens to reports."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("metrics.report_drafted")
@dataclass(frozen=True)
class ReportDrafted(Event):
    """An edition of a report was drawn from frozen figures."""

    report_id: int


@event("metrics.report_redrawn")
@dataclass(frozen=True)
class ReportRedrawn(Event):
    """It was drawn anew; `changed` blocks stand on other figures than before."""

    report_id: int
    changed: int


@event("metrics.report_edited")
@dataclass(frozen=True)
class ReportEdited(Event):
    """A block was written by hand, put back, left out or taken up again."""

    report_id: int
    block_id: int


@event("metrics.report_submitted")
@dataclass(frozen=True)
class ReportSubmitted(Event):
    """It waits to be issued."""

    report_id: int


@event("metrics.report_returned")
@dataclass(frozen=True)
class ReportReturned(Event):
    """It went back to be worked on."""

    report_id: int


@event("metrics.report_issued")
@dataclass(frozen=True)
class ReportIssued(Event):
    """It was issued and stands for good."""

    report_id: int
    document_id: int
