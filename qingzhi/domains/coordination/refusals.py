"""What coordination refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ValueNotValid(Refusal):
    """A value that the form must show again; `field` names it."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class AnsweredAlready(Refusal):
    """Somebody else answered first, or it was withdrawn."""


class ReasonMissing(ValueNotValid):
    """Refusing and returning need a coded reason, «other» needs words."""


class SameBody(ValueNotValid):
    """A body cannot pass something on to itself."""


class RecordalNotRenewable(ValueNotValid):
    """Outside of the months in which a recordal may be renewed, or cancelled already."""


class RecordalNotInForce(ValueNotValid):
    """Nothing is seized by a recordal that has ended."""


class NotInTime(Refusal):
    """Told too late, or told already."""


class SettledAlready(Refusal):
    """Who handles the matter was settled before."""


class OperationOver(Refusal):
    """The operation was summed up, or the body does not take part."""
