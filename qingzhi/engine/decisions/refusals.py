"""What decision tables refuse, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class NoVersionInForce(Refusal):
    """No version of the table holds on that day."""


class FactsIncomplete(Refusal):
    """A fact that the table asks is missing or of the wrong kind."""


class RowsCollide(Refusal):
    """Several rows of a table fired where only one may."""


class TableUnreadable(Refusal):
    """A version cannot be read; the reason names row and column."""


class DraftClosed(Refusal):
    """Rows of a version that is no draft any more cannot be changed."""


class EditedMeanwhile(Refusal):
    """Somebody else has changed the draft since it was opened."""


class SourceMissing(Refusal):
    """A version needs its source."""


class NotTried(Refusal):
    """A version takes effect only after having been tried on past cases, or with a reason where there are none."""


class SamePerson(Refusal):
    """Who drafted a version may not put it in force."""


class PeriodUnsound(Refusal):
    """The days of a version do not fit."""


class SheetRefused(Refusal):
    """An uploaded sheet is not one of this table."""


class ReasonMissing(Refusal):
    """This needs a reason."""
