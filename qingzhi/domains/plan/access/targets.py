"""Permits on tracked targets, and of which plans an actor sees them."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Answer, Scope, check, declare, region_prefix
from qingzhi.base.permits.reach import scope_of

from ..models import Plan, PlanVersion
from ..terms import VersionState

declare("plan.target.view", "查看目标进度")
declare("plan.target.bind", "绑定目标与指标")
declare("plan.target.steps", "分解年度目标")
declare("plan.target.threshold", "维护亮灯阈值")


def visible_target_versions(actor: Actor) -> QuerySet[PlanVersion]:
    """The versions in force whose targets the actor sees: all; or those of the region, of what lies above it and within it."""
    current = PlanVersion.objects.filter(state=VersionState.PUBLISHED).select_related("plan__region", "plan__owner")
    scope = scope_of(actor, "plan.target.view")
    if scope is None:
        return current.none()
    if scope is Scope.ALL:
        return current
    own = Q(plan__region=None)
    if actor.body_id:
        own |= Q(plan__owner=actor.body_id)
    if actor.region_code:
        above = [actor.region_code[:length].ljust(6, "0") for length in (2, 4, 6)]
        own |= Q(plan__region__code__in=above)
        if scope is Scope.REGION:
            own |= Q(plan__region__code__startswith=region_prefix(actor.region_code))
    return current.filter(own)


def may_track(actor: Actor, code: str, plan: Plan) -> Answer:
    """Whether the actor may do `code` on a plan's targets."""
    return check(actor, code, body_id=plan.owner_id or 0, region_code=plan.region.code if plan.region else "")
