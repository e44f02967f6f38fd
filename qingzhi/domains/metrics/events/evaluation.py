"""What happens to evaluations."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("metrics.method_drafted")
@dataclass(frozen=True)
class MethodDrafted(Event):
    """A method of evaluation is prepared."""

    method_id: int


@event("metrics.method_published")
@dataclass(frozen=True)
class MethodPublished(Event):
    """A method is public; from now on it is scored by."""

    method_id: int


@event("metrics.scores_computed")
@dataclass(frozen=True)
class ScoresComputed(Event):
    """Scores of a period stand; `superseded_id` is the evaluation that they correct (0: none)."""

    evaluation_id: int
    superseded_id: int = 0


@event("metrics.score_disputed")
@dataclass(frozen=True)
class ScoreDisputed(Event):
    """Somebody objects to a score."""

    dispute_id: int


@event("metrics.dispute_answered")
@dataclass(frozen=True)
class DisputeAnswered(Event):
    """The objection was answered: upheld with a correction, or refused."""

    dispute_id: int
    upheld: bool


@event("metrics.judged_listed")
@dataclass(frozen=True)
class JudgedListed(Event):
    """Somebody is on the list of those evaluated, or no longer."""

    judged_id: int
