"""Opening an item."""

from collections.abc import Sequence
from datetime import date

from django.db import models, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.permits import Actor

from ..events import WorkItemOpened
from ..kinds import kind_of
from ..models import WorkItem
from ..queries import living_body
from ..terms import Priority


@transaction.atomic
def open_item(
    *,
    actor: Actor,
    kind: str,
    title: str,
    url: str,
    body: Body,
    subject: models.Model,
    due_on: date | None = None,
    due_explained: Sequence[str] = (),
    owner: Person | None = None,
    priority: Priority = Priority.NORMAL,
    lead_region: str = "",
) -> WorkItem:
    """Open an item for a body, or return the one that is open for this kind, subject and body already.

    Called by the action that causes it, which has asked for its own permit; none is asked here. A body that one other has
    succeeded by today stands for its successor. An undeclared kind raises.
    """
    body = living_body(body)
    values = {
        "title": title[:200],
        "url": url,
        "owner": owner,
        "lead_region": lead_region or body.region.code,
        "priority": Priority(priority).weight,
        "opened_at": clock.now(),
        "due_on": due_on,
        "due_explained": list(due_explained),
    }
    item, created = WorkItem.objects.get_or_create(
        kind=kind_of(kind).code,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        body=body,
        closed_at=None,
        defaults=values,
    )
    if created:
        changes = {"body": ("", body.name), "due_on": (None, due_on)}
        record(actor, "tasks.open_item", item, changes=changes)
        publish(WorkItemOpened(item_id=item.pk, kind=kind, body_id=body.pk))
    return item
