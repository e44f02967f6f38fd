"""Permits on versions of plans, and which versions an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Answer, Scope, check, declare, region_prefix

from ..models import Plan, PlanVersion
from ..terms import VersionState

declare("plan.version.view", "查看规划")
declare("plan.version.import", "导入规划文本")
declare("plan.version.review", "核对规划草稿")
declare("plan.version.publish", "发布规划版本")

DRAFT_PERMITS = ("plan.version.import", "plan.version.review", "plan.version.publish")
OPEN_STATES = (VersionState.PUBLISHED, VersionState.SUPERSEDED)


def visible_versions(actor: Actor) -> QuerySet[PlanVersion]:
    """Published versions for all who may view plans; drafts only where the actor may work on them."""
    if actor.is_system:
        return PlanVersion.objects.all()
    seen = Q(pk__in=[])
    if "plan.version.view" in actor.grants:
        seen |= Q(state__in=OPEN_STATES)
    for code in DRAFT_PERMITS:
        scope = actor.grants.get(code)
        if scope is not None:
            seen |= _within(actor, scope)
    return PlanVersion.objects.filter(seen)


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """The plans of which the actor sees a version."""
    return Plan.objects.filter(pk__in=visible_versions(actor).values("plan"))


def may_work_on(actor: Actor, code: str, plan: Plan) -> Answer:
    """Whether the actor may do `code` on a plan's versions."""
    return check(actor, code, body_id=plan.owner_id or 0, region_code=plan.region.code if plan.region else "")


def _within(actor: Actor, scope: Scope) -> Q:
    if scope is Scope.ALL:
        return Q(pk__isnull=False)  # an empty Q would vanish from a union
    own = Q(plan__owner=actor.body_id) if actor.body_id else Q(pk__in=[])
    if scope is Scope.REGION:
        return own | Q(plan__region__code__startswith=region_prefix(actor.region_code))
    return own
