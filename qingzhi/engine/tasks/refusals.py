"""What tasks refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ItemClosed(Refusal):
    """What is closed cannot be taken, handed over or given another due date."""


class ReasonMissing(Refusal):
    """Handing over to another body and changing a due date need a reason."""


class NotOfThatBody(Refusal):
    """A person can hold an item only while holding a post at its body."""


class NothingChanges(Refusal):
    """It is there already."""


class DelegationInvalid(Refusal):
    """A delegation needs another person of the same body and a period that is not over."""
