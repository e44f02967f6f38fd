"""What happens to campaigns; ids only."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("enforcement.campaign_opened")
@dataclass(frozen=True)
class CampaignOpened(Event):
    """A campaign was opened."""

    campaign_id: int


@event("enforcement.campaign_lead_settled")
@dataclass(frozen=True)
class LeadSettled(Event):
    """A lead became a case, joined one, or was dismissed."""

    lead_id: int
    state: str
    case_id: int


@event("enforcement.campaign_case_linked")
@dataclass(frozen=True)
class CaseLinked(Event):
    """A case counts for a campaign."""

    campaign_id: int
    case_id: int


@event("enforcement.campaign_closed")
@dataclass(frozen=True)
class CampaignClosed(Event):
    """A campaign was summed up."""

    campaign_id: int
