"""What protection refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ValueNotValid(Refusal):
    """A value that the form must show again; `field` names it."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class NothingToHold(ValueNotValid):
    """Evidence without a file, a link or words."""


class NotTheHolder(Refusal):
    """Who hands evidence on does not hold it."""
