"""What is refused about rewards."""

from qingzhi.base.permits import Refusal

from . import ValueNotValid


class RewardedAlready(ValueNotValid):
    """The complaint, or the decision, is rewarded already."""


class NoReward(ValueNotValid):
    """What a reward rests on is not there: an effective decision that the complaint led to, a standard, a programme."""


class RewardClosed(Refusal):
    """It stands where this cannot be done any more, or not yet."""
