"""Refusals of awards, the variety-right fund, compensation and priority points, each named after the rule."""

from qingzhi.base.permits import Refusal


class FieldRefusal(Refusal):
    """A refusal that names the field of the form it concerns."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class SelectionEnded(FieldRefusal):
    """The national policy ended such selections on that day."""


class RoundNotThere(FieldRefusal):
    """The round is at another stage."""


class RightUnfit(FieldRefusal):
    """The right cannot be nominated or supported."""


class NominatedTwice(FieldRefusal):
    """The right is nominated in the round already."""


class ValueUnfit(FieldRefusal):
    """Something filled in does not fit."""


class RuleMissing(FieldRefusal):
    """No dated row says what holds on this day."""


class UseNotFunded(FieldRefusal):
    """The fund cannot pay for this use on this day."""


class RecordedAlready(FieldRefusal):
    """The same thing is recorded already."""
