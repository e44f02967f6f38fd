"""Permits on trade fairs, and the fairs that an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Scope, declare, region_prefix

from ..models import Fair

declare("enforcement.fair.manage", "管理展会、参展商名单和风险排查")


def visible_fairs(actor: Actor) -> QuerySet[Fair]:
    """Those of the own body, of the region, or all, by the scope of the permit to see cases."""
    rows = Fair.objects.select_related("body", "region")
    if actor.is_system:
        return rows
    scope = actor.grants.get("enforcement.case.view") if actor.is_signed_in else None
    if scope is Scope.ALL:
        return rows
    if scope is None or not actor.body_id:
        return rows.none()
    reached = Q(body=actor.body_id)
    if scope is Scope.REGION and actor.region_code:
        reached |= Q(region__code__startswith=region_prefix(actor.region_code))
    return rows.filter(reached)
