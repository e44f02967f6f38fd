"""What publication refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class PersonalDataShown(Refusal):
    """A column that everybody may read bears a number of identity, a mobile or a bank account."""


class RowWrong(Refusal):
    """A row has a value that no column is declared for, or lacks what it must have."""


class ReasonMissing(Refusal):
    """Withdrawing and correcting need a reason that everybody may read."""


class PublicationWithdrawn(Refusal):
    """What was withdrawn stays as it is."""


class RowNotOpen(Refusal):
    """A row was withdrawn or replaced already."""


class PeriodRuns(Refusal):
    """A publicity does not end before its last day is over, and no row enters it late."""


class ObjectionIncomplete(Refusal):
    """An objection needs a ground, a text, a real name with a telephone, and for some grounds evidence."""


class ObjectionNotOpen(Refusal):
    """Somebody decided the objection already, or it is not at this step."""


class GroundRowWrong(Refusal):
    """A row of the table of grounds cannot be read."""
