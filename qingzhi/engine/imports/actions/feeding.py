"""Sources: entering them, and telling their keepers when one falls silent."""

from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.queries import open_items_about

from ..events import FeedSaved
from ..models import Feed
from ..queries.feeds import live_feeds, silent_feeds
from ..refusals import ReasonMissing

WORK = "imports.feed"


@transaction.atomic
def save_feed(*, actor: Actor, feed: Feed | None = None, **values: Any) -> Feed:
    """Enter a source 「数据来源」 or change one; a respite needs its reason."""
    require(actor, "imports.feed.manage")
    found = Feed.objects.select_for_update().get(pk=feed.pk) if feed else Feed()
    told = changed(found, **values)
    if found.grace_until and not found.grace_reason.strip():
        raise ReasonMissing("请写明暂不提醒的原因")
    if not told:
        return found
    found.save()
    record(actor, "imports.save_feed", found, changes=told)
    publish(FeedSaved(feed_id=found.pk))
    return found


@transaction.atomic
def watch_feeds() -> int:
    """Open a work item for the keeper of each source with which something is wrong, close it when all is well again."""
    silent = {one.feed.pk: one for one in silent_feeds()}
    for feed in live_feeds():
        one = silent.get(feed.pk)
        if one is None:
            if open_items_about(feed, WORK).exists():
                close_items(actor=SYSTEM, subject=feed, kind=WORK, reason="来源已恢复")
        elif feed.keeper is not None:
            open_item(
                actor=SYSTEM, kind=WORK, title=one.reason[:200], url=f"/imports/feeds/{feed.code}/", body=feed.keeper,
                subject=feed,
            )  # fmt: skip
    return len(silent)
