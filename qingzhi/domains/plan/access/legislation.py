"""Permits on legislative projects; what is laid before the public is seen by everybody."""

from django.db.models import Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Scope, declare
from qingzhi.base.permits.reach import scope_of

from ..models import Consultation, LegislativeProject

declare("plan.legislation.view", "查看立法项目")
declare("plan.legislation.manage", "办理立法项目")


def visible_projects(actor: Actor) -> QuerySet[LegislativeProject]:
    """All, or those that the body drafts."""
    scope = scope_of(actor, "plan.legislation.view")
    if scope is None:
        return LegislativeProject.objects.none()
    if scope is Scope.ALL:
        return LegislativeProject.objects.all()
    return LegislativeProject.objects.filter(lead=actor.body_id)


def public_consultations() -> QuerySet[Consultation]:
    """The consultations that have begun; a closed one stays readable."""
    return Consultation.objects.filter(Q(opens_on__lte=clock.today())).select_related("project__lead", "draft")
