"""Permits on publishing decisions, and the public texts that an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, declare
from qingzhi.base.permits.reach import reached

from ..models import PublicDraft

declare("enforcement.publicity.view", "查看决定公开稿")
declare("enforcement.publicity.review", "复核决定公开稿的脱敏")
declare("enforcement.publicity.publish", "发布和撤回执法决定")


def visible_drafts(actor: Actor) -> QuerySet[PublicDraft]:
    """Those of the own body, region, or all, by the scope of the permit."""
    rows = PublicDraft.objects.select_related("decision__case", "body__region", "publication", "campaign")
    return rows.filter(reached(actor, "enforcement.publicity.view"))
