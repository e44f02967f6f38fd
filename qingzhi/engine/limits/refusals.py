"""What limits refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class LimitsOverlap(Refusal):
    """Two rows of the same limit may not hold on the same day."""


class LimitRowWrong(Refusal):
    """A row of the limit table cannot be read; the reason names the row."""


class SourceMissing(Refusal):
    """A rule or a day needs its source."""
