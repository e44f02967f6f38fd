"""What is refused about trade fairs."""

from qingzhi.base.permits import Refusal

from . import ValueNotValid


class FairNotValid(ValueNotValid):
    """Days, names or stations of a fair that cannot be."""


class ListNotTaken(ValueNotValid):
    """A list of exhibitors with lines that cannot be taken; nothing of it was."""


class RiskAnswered(Refusal):
    """Somebody answered the risk before."""


class NotAlike(Refusal):
    """Two complaints that cannot be merged: another fair, a closed one, or the later one left standing."""


class NoContact(Refusal):
    """The complainant left nothing to be reached by, or it was erased."""
