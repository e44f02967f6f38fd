"""What online cases refuse."""

from . import ValueNotValid


class LinkNotOpen(ValueNotValid):
    """The case or the link is no longer where something can be added."""


class LinkKnown(ValueNotValid):
    """The link is in a case already."""


class NoticeAnswered(ValueNotValid):
    """A notice that was answered, or whose case went on without the platform."""
