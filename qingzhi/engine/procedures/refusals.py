"""Refusals, each named after the rule that was broken."""

from qingzhi.base.permits import Refusal


class CaseMoved(Refusal):
    """Somebody else has acted on the case since it was read."""


class StepNotOpen(Refusal):
    """The state of the case does not lead there."""


class GuardRefused(Refusal):
    """A condition of the step does not hold."""


class FormWrong(Refusal):
    """The step's form is not filled in rightly; `errors` by field."""

    def __init__(self, reason: str, errors: dict[str, list[str]] | None = None):
        super().__init__(reason)
        self.errors = errors or {}


class AttachmentMissing(Refusal):
    """Documents that must be attached are missing; everything missing is named at once."""


class ReasonMissing(Refusal):
    """The step asks for a reason."""


class SamePerson(Refusal):
    """Whoever checks may not be the one who did."""


class AlreadySuspended(Refusal):
    """The case is suspended, or is not."""


class NothingChanges(Refusal):
    """What is asked for holds already."""


class VersionUnfit(Refusal):
    """The other version does not know the case's state."""
