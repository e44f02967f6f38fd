"""What is refused about officers, panels, measures and cases."""

from qingzhi.base.permits import Refusal

from . import ValueNotValid


class OfficersMissing(Refusal):
    """Fewer than two officers with certificates that are valid on the day."""


class Excluded(Refusal):
    """Somebody who may not take part in the case."""


class PanelNotValid(ValueNotValid):
    """A panel of fewer than three or of an even number, or without who presides."""


class MeasureStands(Refusal):
    """A measure that has ended already, was lengthened already, or whose limit is over."""


class FineOutOfRange(ValueNotValid):
    """A fine outside of what the law allows."""


class ArchiveNotReady(Refusal):
    """The case is open, or no PDF can be made here."""
