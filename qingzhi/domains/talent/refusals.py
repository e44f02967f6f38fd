"""What the expert register refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ValueNotValid(Refusal):
    """A value that the form must show again; `field` names it."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class ExpertKnown(ValueNotValid):
    """Somebody of this name at this employer is registered; a namesake is said expressly."""

    def __init__(self, reason: str, expert_id: int):
        super().__init__(reason, "name")
        self.expert_id = expert_id


class ExpertGone(Refusal):
    """Who retired from the register is not changed any more."""


class NotYourRecord(Refusal):
    """A declaration is made by the expert or by the office."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed or ended this before."""
