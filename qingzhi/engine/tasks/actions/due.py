"""Moving a due date, and how urgent an item is."""

from collections.abc import Sequence
from datetime import date

from django.db import models, transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor

from ..events import WorkItemDueChanged
from ..models import WorkItem
from ..queries import open_items_about
from ..refusals import ReasonMissing
from ..terms import Priority
from .holding import locked_open_item, require_for


@transaction.atomic
def change_due(
    *, actor: Actor, item: WorkItem, due_on: date | None, reason: str, due_explained: Sequence[str] = ()
) -> WorkItem:
    """Give an open item another due date, with the reason; the same date again changes nothing."""
    item = locked_open_item(item)
    require_for(actor, "tasks.due.change", item)
    if not reason.strip():
        raise ReasonMissing("调整办理期限须写明理由")
    changes = changed(item, due_on=due_on, due_explained=list(due_explained) or [f"调整期限的理由：{reason.strip()}"])
    if "due_on" not in changes:
        return item
    item.save(update_fields=["due_on", "due_explained"])
    record(actor, "tasks.change_due", item, changes=changes, reason=reason.strip())
    publish(WorkItemDueChanged(item_id=item.pk, kind=item.kind, due_on=due_on.isoformat() if due_on else ""))
    return item


def renew_item(*, item: WorkItem, title: str, due_on: date | None, due_explained: Sequence[str]) -> None:
    """Let an open item ask for the next thing by its own day; called by the action that moved its subject on, which has
    asked for its permit and audits what it did."""
    values = {"title": title[:200], "due_on": due_on, "due_explained": list(due_explained)}
    WorkItem.objects.filter(pk=item.pk, closed_at=None).update(**values)


def rank_items(*, subject: models.Model, priority: Priority) -> int:
    """Give the open items about a record another urgency; called by the action that says why and audits it."""
    return open_items_about(subject).select_related(None).update(priority=priority.weight)
