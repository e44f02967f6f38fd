"""What freezing refuses."""

from qingzhi.base.permits import Refusal


class PeriodNotOver(Refusal):
    """A period that is not over, or is none that is frozen, cannot be closed."""


class FrozenAlready(Refusal):
    """Everything that was chosen is frozen already; what stands is revised, not frozen again."""


class NothingToFreeze(Refusal):
    """Nobody says a figure for what was chosen."""


class FigureRevisedMeanwhile(Refusal):
    """Somebody else has revised the figure; the newest row is the one to revise."""


class SameHands(Refusal):
    """Who froze a figure or proposed its revision does not decide on the revision."""


class ProposedAlready(Refusal):
    """A revision of the figure is proposed already and waits for its decision."""
