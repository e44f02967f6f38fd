"""Permits on experts, and which records an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, Scope, declare, permit, region_prefix

from .models import Expert

declare("talent.view", "查看专家库")
declare("talent.register", "登记、更正和退出专家")
declare("talent.import", "导入专家名单")
declare("talent.declare", "申报本人的利益关系")


def visible_experts(actor: Actor) -> QuerySet[Expert]:
    """The experts that the actor's grant reaches, and the own record."""
    if actor.is_system:
        return Expert.objects.all()
    if not actor.is_signed_in:
        return Expert.objects.none()
    scope = actor.grants.get(permit("talent.view").code)
    if scope is Scope.ALL:
        return Expert.objects.all()
    own = Expert.objects.filter(subject_id__in=own_subjects(actor))
    prefix = region_prefix(actor.region_code)
    if scope is Scope.REGION and prefix:
        return own | Expert.objects.filter(region__code__startswith=prefix)
    return own


def own_subjects(actor: Actor) -> set[int]:
    """As whom the actor is an expert: the person, and by mandate the expert for whom the person acts."""
    found = {actor.subject_id, actor.acts_for if actor.is_mandated else None}
    return {one for one in found if one}


def own_expert(actor: Actor) -> Expert | None:
    """The actor's own record."""
    return Expert.objects.filter(subject_id__in=own_subjects(actor)).first()
