"""What happens to frozen figures."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("metrics.figures_frozen")
@dataclass(frozen=True)
class FiguresFrozen(Event):
    """A period was closed: its figures stand."""

    freeze_id: int


@event("metrics.figure_revised")
@dataclass(frozen=True)
class FigureRevised(Event):
    """A frozen figure has a revision beside it; `superseded_id` is the row before it, which stays as it is."""

    figure_id: int
    superseded_id: int


@event("metrics.revision_proposed")
@dataclass(frozen=True)
class RevisionProposed(Event):
    """Somebody found that frozen figures differ from the records, and proposes revisions."""

    proposal_id: int


@event("metrics.revision_decided")
@dataclass(frozen=True)
class RevisionDecided(Event):
    """A proposal was approved or declined."""

    proposal_id: int
    approved: bool
