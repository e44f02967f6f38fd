"""Permits on imports; what may be imported is a permit of each kind. Which batches somebody sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, check, declare

from .kinds import ImportKind, all_kinds
from .models import Batch, Feed

declare("imports.view", "查看导入批次")
declare("imports.feed.manage", "维护数据来源")


def kinds_for(actor: Actor) -> list[ImportKind]:
    """The kinds that the actor may import."""
    return [kind for kind in all_kinds() if check(actor, kind.permit)]


def may_import(actor: Actor, batch: Batch) -> bool:
    """Whether the actor may act on a batch and read its rejected rows."""
    return any(kind.code == batch.kind for kind in kinds_for(actor))


def visible_batches(actor: Actor) -> QuerySet[Batch]:
    """All batches for those who may view imports; the rows themselves lie in the registers."""
    if not check(actor, "imports.view"):
        return Batch.objects.none()
    return Batch.objects.select_related("feed", "corrects")


def visible_feeds(actor: Actor) -> QuerySet[Feed]:
    """The sources."""
    return Feed.objects.select_related("keeper") if check(actor, "imports.view") else Feed.objects.none()
