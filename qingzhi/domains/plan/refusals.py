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


# ── tracking ────────────────────────────────────────────────────────────────────────────────────


class ReportNotMovable(Refusal):
    """A report moves only along its table of transitions; a locked round changes by revision alone."""


class ReportIncomplete(Refusal):
    """A report is handed in whole; `faults` says what is missing, by field."""

    def __init__(self, reason: str, faults: dict[str, str] | None = None):
        super().__init__(reason)
        self.faults = faults or {}


class EvidenceMissing(Refusal):
    """Progress that is claimed without the evidence asked for is returned, or accepted with a reason."""


class TaskClosed(Refusal):
    """A task that is done or cancelled is reopened before anything else is done with it."""


class TaskNotClosed(Refusal):
    """Only a task that is done or cancelled can be reopened."""


class DivisionNotSound(Refusal):
    """Each task has one lead, a title and a deadline within its whole."""


class RoundLocked(Refusal):
    """A locked round stays as it is."""


class RoundExists(Refusal):
    """A plan has one round of each name, and rounds do not overlap in label."""


class NothingToDun(Refusal):
    """A notice names at least one matter that is late and stands on no other open notice."""


class NoticeNotOpen(Refusal):
    """A notice that is closed can neither be answered nor closed again."""


class MeetingNotMovable(Refusal):
    """A meeting is held before its minutes are issued, and decisions are recorded for a meeting that was held."""


class StageNotReached(Refusal):
    """A legislative project goes through its stages in their order."""


class ConsultationClosed(Refusal):
    """Comments are taken from the first to the last day."""


class AlreadyRecorded(Refusal):
    """It stands there already."""


class DocumentOfficeUnknown(Refusal):
    """An official document bears the head and the name of the office that the province has registered."""


# ── targets ─────────────────────────────────────────────────────────────────────────────────────


class TargetUnknown(Refusal):
    """A target stands in the plan's version in force."""


class StepNotSound(Refusal):
    """Yearly steps lie within the time of the target and run towards it; `field` names the year."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field
