"""What is refused about the protection list, particulars and supervised handling."""

from qingzhi.base.permits import Refusal

from . import ValueNotValid


class ListedAlready(ValueNotValid):
    """The right stands on the list already."""


class NotListed(Refusal):
    """The entry has ended."""


class SupervisionNotOpen(Refusal):
    """It stands where this cannot be done any more, or not yet."""


class OwnCaseSupervised(Refusal):
    """Whoever handles a case may not supervise it."""
