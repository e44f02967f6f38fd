"""What is refused about campaigns."""

from qingzhi.base.permits import Refusal

from . import ValueNotValid


class CampaignOver(Refusal):
    """The campaign was summed up."""


class LeadSettledAlready(Refusal):
    """Somebody settled the lead before."""


class NotInCampaign(ValueNotValid):
    """A body that does not take part."""


class TaskDone(Refusal):
    """The task was reported before."""


class OutsidePeriod(ValueNotValid):
    """A day outside of the campaign."""
