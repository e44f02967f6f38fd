"""Permits on grass-roots conditions, and which divisions an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, Scope, declare, region_prefix
from qingzhi.base.permits.reach import scope_of
from qingzhi.base.regions.models import Region

declare("plan.grassroots.view", "查看基层基础条件")
declare("plan.grassroots.record", "登记基层基础条件")


def visible_regions(actor: Actor, code: str = "plan.grassroots.view") -> QuerySet[Region]:
    """The divisions whose conditions the actor may see: all, or one's own and those below."""
    scope = scope_of(actor, code)
    if scope is None:
        return Region.objects.none()
    if scope is Scope.ALL:
        return Region.objects.all()
    if scope is Scope.REGION and actor.region_code:
        return Region.objects.filter(code__startswith=region_prefix(actor.region_code))
    return Region.objects.filter(code=actor.region_code)
