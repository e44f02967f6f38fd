"""What the file store refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class FileRefused(Refusal):
    """A file may not be stored; the subclasses say why."""


class FileTooLarge(FileRefused):
    """It is larger than allowed here."""


class FileKindRefused(FileRefused):
    """By its content it is of a kind that is not accepted here."""


class FileDamaged(FileRefused):
    """It cannot be opened, or hides more than it shows."""


class MalwareFound(FileRefused):
    """The scanner found malware."""


class ScannerUnreachable(FileRefused):
    """A scanner is configured and does not answer, so nothing is taken in unscanned."""


class StorageFull(FileRefused):
    """The disk has no room left."""


class FileMissing(Refusal):
    """The bytes of a known file are not where they should be."""
