"""What imports refuse, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ImportRefused(Refusal):
    """A file or a batch may not go on; the subclasses say why."""


class FileNotUnderstood(ImportRefused):
    """It is of no format that the kind takes, is damaged, or hides what may not come in."""


class FileEmpty(ImportRefused):
    """There is nothing in it."""


class FileGone(ImportRefused):
    """The stored bytes of a batch are not where they should be."""


class KindUnknown(ImportRefused):
    """Nobody imports that."""


class ColumnsIncomplete(ImportRefused):
    """A field that the kind needs has no column, or a field has two."""


class BatchNotOpen(ImportRefused):
    """The batch is not in a state in which that can be done."""


class BatchRunning(ImportRefused):
    """A batch that is being imported cannot be taken back or dropped."""


class BatchHeld(ImportRefused):
    """Another process works on the batch."""


class ChangedSince(ImportRefused):
    """A later batch or a person changed records of this batch."""


class ReasonMissing(ImportRefused):
    """Taking back and a respite need a reason."""
