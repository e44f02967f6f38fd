"""What mediation refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ValueNotValid(Refusal):
    """A value that the form must show again; `field` names it."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class MediatorExcluded(ValueNotValid):
    """The mediator stands too near to a side, or not in the register today."""


class NotMediable(ValueNotValid):
    """The case cannot be entrusted."""


class NotAppraisable(ValueNotValid):
    """The case cannot be given to an appraisal."""


class AppraiserExcluded(ValueNotValid):
    """The body or expert stands too near to a side, or may not appraise today."""


class AlreadyRetired(Refusal):
    """Somebody else was first."""
