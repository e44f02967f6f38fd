"""What the plan refuses, each named after the broken rule."""

from collections.abc import Sequence

from qingzhi.base.permits import Refusal

# ── versions ────────────────────────────────────────────────────────────────────────────────────


class VersionNotDraft(Refusal):
    """A published version never changes; a new draft is derived from it."""


class DraftExists(Refusal):
    """A plan has one draft at a time."""


class WarningsUnresolved(Refusal):
    """Every warning is resolved before a version is published; `warnings` are their texts."""

    def __init__(self, reason: str, warnings: Sequence[str] = ()):
        super().__init__(reason)
        self.warnings = list(warnings)


class NothingToPublish(Refusal):
    """A version without a measure and a target says nothing."""


class EditedMeanwhile(Refusal):
    """Somebody else changed the item; `theirs` are the values that stand, by field."""

    def __init__(self, reason: str, theirs: dict[str, object] | None = None):
        super().__init__(reason)
        self.theirs = theirs or {}


class PlaceOutsideText(Refusal):
    """An item stands at a place in the text."""


class NotMergeable(Refusal):
    """Measures are merged within one section of one version."""


class ValueNotValid(Refusal):
    """A value cannot be what was typed; `field` names it."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class ReasonMissing(Refusal):
    """What is deleted or set aside says why."""


class DocumentNotReadable(Refusal):
    """The file cannot be read as a plan's text."""


class PlanUnknown(Refusal):
    """No plan bears that code."""
