"""Permits on lists of enterprises to bring on, and which members an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Scope, declare, region_prefix
from qingzhi.base.permits.reach import scope_of

from ..models import CohortMember, OutreachCall

VIEW = "cultivation.cohort.view"
declare(VIEW, "查看培育名单")
declare("cultivation.cohort.manage", "编制和冻结培育名单")
declare("cultivation.outreach.ask", "交办走访联系")
declare("cultivation.outreach.answer", "办理走访联系")


def visible_members(actor: Actor) -> QuerySet[CohortMember]:
    """All members, or those of the actor's region."""
    return CohortMember.objects.filter(_within(actor, "region_code"))


def visible_calls(actor: Actor) -> QuerySet[OutreachCall]:
    """The calls on members that the actor sees."""
    return OutreachCall.objects.filter(_within(actor, "member__region_code"))


def prefix_of(actor: Actor) -> str:
    """The digits of the region that the actor's view is limited to; empty for all."""
    return region_prefix(actor.region_code) if scope_of(actor, VIEW) is Scope.REGION else ""


def _within(actor: Actor, region: str) -> Q:
    """By region alone: an enterprise on a list belongs to no body."""
    scope = scope_of(actor, VIEW)
    if scope is Scope.ALL:
        return Q()
    if scope is Scope.REGION and actor.region_code:
        return Q(**{f"{region}__startswith": region_prefix(actor.region_code)})
    return Q(pk__in=[])
