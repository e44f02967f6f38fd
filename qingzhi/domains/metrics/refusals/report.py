"""What reports refuse, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class NothingFrozen(Refusal):
    """A report is drawn from frozen figures, and the period has none."""


class ReportInPreparation(Refusal):
    """An edition of the same report is being prepared."""


class ReportLocked(Refusal):
    """An edition that is issued, or that waits to be, is not edited."""


class ReportMovedOn(Refusal):
    """Somebody else has moved the report on meanwhile."""


class BlockEditedMeanwhile(Refusal):
    """Somebody else has edited the block; the newest text is the one to edit."""


class BlockIsNoText(Refusal):
    """Only texts are written by hand."""


class FiguresChangedBeneath(Refusal):
    """Hand-written text stands on figures that have changed and nobody has looked at it since."""


class FiguresRevisedSince(Refusal):
    """Figures of the report have been revised since it was drawn."""


class OutlineFaulty(Refusal):
    """An outline cannot be drawn."""
