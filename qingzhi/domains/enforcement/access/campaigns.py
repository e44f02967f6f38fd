"""Permits on campaigns, and what of them an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Scope, declare

from ..models import Campaign

declare("enforcement.campaign.view", "查看专项行动")
declare("enforcement.campaign.take_part", "参加专项行动")
declare("enforcement.campaign.manage", "组织专项行动")


def visible_campaigns(actor: Actor) -> QuerySet[Campaign]:
    """All of them, or those that the own body leads or takes part in."""
    rows = Campaign.objects.select_related("lead")
    scope = actor.grants.get("enforcement.campaign.view") if actor.is_signed_in else None
    if actor.is_system or scope is Scope.ALL:
        return rows
    if scope is None or not actor.body_id:
        return rows.none()
    return rows.filter(Q(lead=actor.body_id) | Q(bodies=actor.body_id)).distinct()


def takes_part(actor: Actor, campaign: Campaign) -> bool:
    """Whether the actor's body leads it or takes part."""
    if actor.body_id is None:
        return False
    return campaign.lead_id == actor.body_id or campaign.bodies.filter(pk=actor.body_id).exists()
