"""Permits on publishing decisions, and the public texts that an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Scope, declare, region_prefix

from ..models import PublicDraft

declare("enforcement.publicity.view", "查看决定公开稿")
declare("enforcement.publicity.review", "复核决定公开稿的脱敏")
declare("enforcement.publicity.publish", "发布和撤回执法决定")


def visible_drafts(actor: Actor) -> QuerySet[PublicDraft]:
    """Those of the own body, region, or all, by the scope of the permit."""
    rows = PublicDraft.objects.select_related("decision__case", "body__region", "publication", "campaign")
    if actor.is_system:
        return rows
    scope = actor.grants.get("enforcement.publicity.view") if actor.is_signed_in else None
    if scope is Scope.ALL:
        return rows
    if scope is None or not actor.body_id:
        return rows.none()
    reached = Q(body=actor.body_id)
    if scope is Scope.REGION and actor.region_code:
        reached |= Q(body__region__code__startswith=region_prefix(actor.region_code))
    return rows.filter(reached)
