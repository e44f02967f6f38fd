"""What happens in reviews; ids only."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("enforcement.dossiers_drawn")
@dataclass(frozen=True)
class DossiersDrawn(Event):
    """Dossiers were drawn for a review."""

    review_id: int


@event("enforcement.dossier_scored")
@dataclass(frozen=True)
class DossierScored(Event):
    """A dossier was reviewed; `to_correct` says whether a correction is asked for."""

    dossier_id: int
    to_correct: bool
