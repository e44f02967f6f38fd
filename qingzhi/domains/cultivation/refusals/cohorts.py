"""What lists of enterprises refuse, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class RollFrozenAlready(Refusal):
    """Nobody joins or leaves a frozen roll; `field` names what was typed."""

    field = ""


class RollNotFrozen(Refusal):
    """Only the members of a frozen roll are called on."""


class NoSuchEnterprise(Refusal):
    """Nobody in the register is meant, or several are."""

    def __init__(self, reason: str, field: str = "enterprise"):
        super().__init__(reason)
        self.field = field


class NotValid(Refusal):
    """A value cannot be what was typed; `field` names it."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class AnsweredAlready(Refusal):
    """A call is answered once."""
