"""What open indicators and compared tables refuse."""

from qingzhi.base.permits import Refusal


class OpenAlready(Refusal):
    """The indicator is public already."""


class NotOpen(Refusal):
    """The indicator is not public, or somebody has closed it meanwhile."""


class TableTakenAlready(Refusal):
    """The same file was taken in before and still speaks."""


class TableWithdrawnAlready(Refusal):
    """Somebody has taken the table back meanwhile."""
