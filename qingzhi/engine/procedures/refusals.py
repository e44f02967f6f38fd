"""Refusals, each named after the rule that was broken."""

from typing import Any

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


class DraftTooLarge(Refusal):
    """More than is kept of a draft."""


class UploadUnfit(Refusal):
    """A part that does not follow on what has arrived, or a file that may not be announced."""


class BatchRefused(Refusal):
    """Not every case of a batch could be taken, so none was; `rows` tell each."""

    def __init__(self, reason: str, rows: list[Any] | None = None):
        super().__init__(reason)
        self.rows = rows or []


class Mistyped(Refusal):
    """A number or code that leads to nothing that the actor may see."""
