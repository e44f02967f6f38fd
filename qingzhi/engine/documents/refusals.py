"""What documents refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class DocumentWithdrawn(Refusal):
    """What was withdrawn cannot be withdrawn or drawn again."""


class ReasonMissing(Refusal):
    """Withdrawing and drawing anew need a reason."""


class SeriesRetired(Refusal):
    """A series that is no longer used gives no numbers."""


class NothingChanges(Refusal):
    """The new version would say exactly what the old one says."""


class SeriesWrong(Refusal):
    """A row of the series table cannot be used."""


class NoticeIncomplete(Refusal):
    """A notice lacks what it must say."""


class TemplateNotFit(Refusal):
    """An uploaded template is hostile, asks for what is not declared, or leaves out what must be said."""


class TemplateDayWrong(Refusal):
    """A template begins before the one that it follows, or in the past."""
