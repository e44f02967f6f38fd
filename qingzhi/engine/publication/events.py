"""What happens to publications and objections. Higher domains subscribe: the effect hooks of an objection are these."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("publication.published")
@dataclass(frozen=True)
class NoticePublished(Event):
    """Something became public about a record."""

    publication_id: int
    kind: str
    subject_kind: str
    subject_id: str


@event("publication.withdrawn")
@dataclass(frozen=True)
class PublicationTakenBack(Event):
    """A publication was withdrawn; its page stays and says why."""

    publication_id: int
    kind: str
    subject_kind: str
    subject_id: str


@event("publication.ended")
@dataclass(frozen=True)
class PublicityEnded(Event):
    """A period is over; `objections_open` are still to be decided (0: the way is clear)."""

    publication_id: int
    kind: str
    subject_kind: str
    subject_id: str
    objections_open: int


@dataclass(frozen=True)
class ObjectionEvent(Event):
    """What every event about an objection says: against which publication, about which record, of what nature.

    `subject_*` is the record that was published, `row_subject_*` that of the row (empty: against the whole).
    """

    objection_id: int
    publication_id: int
    kind: str
    nature: str
    subject_kind: str
    subject_id: str
    row_subject_kind: str
    row_subject_id: str


@event("publication.objection_raised")
@dataclass(frozen=True)
class ObjectionRaised(ObjectionEvent):
    """Somebody objected in time and by real name."""


@event("publication.objection_upheld")
@dataclass(frozen=True)
class ObjectionUpheld(ObjectionEvent):
    """An objection was found right."""


@event("publication.objection_dismissed")
@dataclass(frozen=True)
class ObjectionDismissed(ObjectionEvent):
    """An objection was found wrong, was not accepted, or was taken back."""


@event("publication.objections_settled")
@dataclass(frozen=True)
class ObjectionsSettled(Event):
    """After the period's end the last open objection was decided."""

    publication_id: int
    kind: str
    subject_kind: str
    subject_id: str
