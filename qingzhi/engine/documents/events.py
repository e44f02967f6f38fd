"""What happens to issued documents."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("documents.issued")
@dataclass(frozen=True)
class DocumentIssued(Event):
    """A document got its number."""

    document_id: int
    kind: str
    subject_kind: str
    subject_id: str


@event("documents.redrawn")
@dataclass(frozen=True)
class DocumentRedrawn(Event):
    """A new version took the place of an old one."""

    document_id: int
    replaces_id: int


@event("documents.withdrawn")
@dataclass(frozen=True)
class DocumentTakenBack(Event):
    """A document counts no more."""

    document_id: int
    kind: str
    subject_kind: str
    subject_id: str
