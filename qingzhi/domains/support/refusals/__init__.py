"""What support refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ValueNotValid(Refusal):
    """A value that the form must show again; `field` names it."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class CallNotOpen(Refusal):
    """The call is not published, has not begun, or is over."""


class CallChanged(Refusal):
    """Somebody else acted on the call before."""


class ApplicantUnfit(Refusal):
    """Who applies is not among those whom the call addresses."""


class NothingClaimed(Refusal):
    """An application claims at least one right."""


class RightUnfit(Refusal):
    """A right cannot be claimed; the reason says why."""


class AlreadyPaid(Refusal):
    """The same right was paid for the same act before; says by whom, when, how much."""

    def __init__(self, reason: str, paid_claim_id: int | None = None):
        super().__init__(reason)
        self.paid_claim_id = paid_claim_id


class ApplicationMoved(Refusal):
    """The application is no longer the applicant's to change."""


class AppliedAlready(Refusal):
    """One holder applies once in a call."""


class MarkStands(Refusal):
    """The mark stands already, or is over."""
