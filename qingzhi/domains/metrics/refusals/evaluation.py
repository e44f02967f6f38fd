"""What evaluation refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal

from . import ValueNotValid


class MethodNotPublished(Refusal):
    """No score is computed before its method is public."""


class MethodPublishedAlready(Refusal):
    """A published method is never changed; another version is drafted."""


class MethodWrong(ValueNotValid):
    """A method that nobody could be scored by."""


class JudgmentsTorn(Refusal):
    """Pairwise judgments contradict themselves."""


class NothingToScore(Refusal):
    """There are no figures, or nobody to score."""


class ScoredAlready(Refusal):
    """A period is scored once; a correction says why."""


class ScoreNotYours(Refusal):
    """A score is disputed by whom it is of."""


class DisputedAlready(Refusal):
    """One objection to a figure at a time."""


class DisputeTooLate(Refusal):
    """The time for objections is over, or the score was corrected since."""


class DisputeAnsweredMeanwhile(Refusal):
    """Somebody else has answered."""
