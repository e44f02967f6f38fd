"""What happens to decisions beside being made, effective, revoked."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("enforcement.decision_served")
@dataclass(frozen=True)
class DecisionServed(Event):
    """A decision reached the party, with proof."""

    decision_id: int


@event("enforcement.decision_final")
@dataclass(frozen=True)
class DecisionFinal(Event):
    """The days for reconsideration and lawsuit are over, or a court upheld it: nobody can contest the decision any more."""

    decision_id: int


@event("enforcement.decision_contested")
@dataclass(frozen=True)
class DecisionContested(Event):
    """Somebody had gone against a decision in time that counted as final already; an adjudication has lost its effect."""

    decision_id: int
