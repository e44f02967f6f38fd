"""What messages refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class TextNotFit(Refusal):
    """A text asks for what its kind does not know, says nothing, or is too long."""


class TextDayWrong(Refusal):
    """A text begins in the past, or before the one that it follows."""


class NoSuchChoice(Refusal):
    """There is no such way of getting mail."""
