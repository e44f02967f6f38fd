"""Permits on lists of enterprises to bring on, and which members an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Scope, declare, permit, region_prefix

from ..models import CohortMember, OutreachCall

declare("cultivation.cohort.view", "查看培育名单")
declare("cultivation.cohort.manage", "编制和冻结培育名单")
declare("cultivation.outreach.ask", "交办走访联系")
declare("cultivation.outreach.answer", "办理走访联系")


def visible_members(actor: Actor) -> QuerySet[CohortMember]:
    """All members, or those of the actor's region."""
    return CohortMember.objects.filter(_within(actor, "cultivation.cohort.view", "region_code"))


def visible_calls(actor: Actor) -> QuerySet[OutreachCall]:
    """The calls on members that the actor sees."""
    return OutreachCall.objects.filter(_within(actor, "cultivation.cohort.view", "member__region_code"))


def prefix_of(actor: Actor) -> str:
    """The digits of the region that the actor's view is limited to; empty for all."""
    scope = None if actor.is_system else actor.grants.get("cultivation.cohort.view")
    return region_prefix(actor.region_code) if scope is Scope.REGION else ""


def _within(actor: Actor, code: str, region: str) -> Q:
    """By region alone: an enterprise on a list belongs to no body."""
    if actor.is_system:
        return Q()
    scope = actor.grants.get(permit(code).code) if actor.is_signed_in else None
    if scope is Scope.ALL:
        return Q()
    if scope is Scope.REGION and actor.region_code:
        return Q(**{f"{region}__startswith": region_prefix(actor.region_code)})
    return Q(pk__in=[])
