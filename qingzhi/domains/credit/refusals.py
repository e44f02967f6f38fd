"""What credit refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ValueNotValid(Refusal):
    """A value that the form must show again; `field` names it."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class PurposeMissing(ValueNotValid):
    """Nobody reads an archive without saying why."""


class ListedAlready(Refusal):
    """The same facts are found once."""


class NothingToRepair(Refusal):
    """Only a finding that stands is repaired, once at a time."""


class DisputedAlready(Refusal):
    """An entry is disputed once at a time."""


class EntryNotOpen(Refusal):
    """What has ended is not changed any more."""


class NotReportable(Refusal):
    """What is not effective, or was withdrawn, is not published."""
