"""What happens in protection; ids only."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("enforcement.evidence_taken")
@dataclass(frozen=True)
class EvidenceTaken(Event):
    """A piece of evidence was taken in and hashed."""

    item_id: int


@event("enforcement.decision_made")
@dataclass(frozen=True)
class DecisionMade(Event):
    """A decision was made; it has no effect before it is served."""

    decision_id: int


@event("enforcement.decision_effective")
@dataclass(frozen=True)
class DecisionEffective(Event):
    """A decision was served and can no longer be contested in the ordinary way, or binds at once."""

    decision_id: int


@event("enforcement.decision_revoked")
@dataclass(frozen=True)
class DecisionRevoked(Event):
    """A decision was changed or revoked; what was published or listed by it goes."""

    decision_id: int
