"""Opening items, one or many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body, Person, Subject
from qingzhi.base.permits import Actor

from ..events import WorkItemOpened, WorkItemsOpened
from ..kinds import kind_of
from ..models import WorkItem
from ..queries import living_body
from ..terms import Priority

BATCH = 500


@dataclass(frozen=True)
class NewItem:
    """One of many items to open; the fields are those of `open_item`."""

    title: str
    url: str
    body: Body | None
    subject: models.Model
    due_on: date | None = None
    due_explained: Sequence[str] = ()
    owner: Person | None = None
    priority: Priority = Priority.NORMAL
    lead_region: str = ""
    holder: Subject | None = None


@transaction.atomic
def open_item(
    *,
    actor: Actor,
    kind: str,
    title: str,
    url: str,
    subject: models.Model,
    body: Body | None = None,
    holder: Subject | None = None,
    due_on: date | None = None,
    due_explained: Sequence[str] = (),
    owner: Person | None = None,
    priority: Priority = Priority.NORMAL,
    lead_region: str = "",
) -> WorkItem:
    """Open an item for a body or a holder, or return the one that is open for this kind, subject and holder already.

    Exactly one of `body` and `holder` is given; a holder is whom people act for by mandate (an applicant, an expert).
    Called by the action that causes it, which has asked for its own permit; none is asked here. A body that one other has
    succeeded by today stands for its successor. An undeclared kind raises.
    """
    if (body is None) == (holder is None):
        raise ValueError("a work item is held by a body or by a holder, and by one of them only")
    asked = NewItem(title, url, body, subject, due_on, due_explained, owner, priority, lead_region, holder)
    values = _values(kind, asked, living_body(body) if body else None)
    key = {name: values.pop(name) for name in ("kind", "subject_kind", "subject_id", "body", "holder")}
    item, created = WorkItem.objects.get_or_create(**key, closed_at=None, defaults=values)
    if created:
        record(actor, "tasks.open_item", item, changes={"body": ("", item.holder_name), "due_on": (None, due_on)})
        publish(WorkItemOpened(item_id=item.pk, kind=kind, body_id=item.body_id, holder_id=item.holder_id))
    return item


@transaction.atomic
def open_items(*, actor: Actor, kind: str, items: Sequence[NewItem], about: models.Model | None = None) -> int:
    """Open many items of one kind at once, passing over those that are open already; returns how many are new.

    One audit entry (on `about`, for instance the round that asks) and one event stand for the batch.
    """
    kind_of(kind)
    open_now = WorkItem.objects.filter(kind=kind, closed_at=None)
    known: set[tuple[str, str, int | None, int | None]] = set()
    known.update(open_now.values_list("subject_kind", "subject_id", "body_id", "holder_id"))
    heirs: dict[int, Body] = {}
    rows = []
    for one in items:
        if one.body is not None and one.body.pk not in heirs:
            heirs[one.body.pk] = living_body(one.body)
        row = WorkItem(**_values(kind, one, heirs[one.body.pk] if one.body else None))
        key = (row.subject_kind, row.subject_id, row.body_id, row.holder_id)
        if key not in known:
            known.add(key)
            rows.append(row)
    WorkItem.objects.bulk_create(rows, batch_size=BATCH)
    if rows:
        record(actor, "tasks.open_items", about, reason=f"开立待办 {len(rows)} 件")
        publish(WorkItemsOpened(kind=kind, count=len(rows)))
    return len(rows)


def _values(kind: str, asked: NewItem, body: Body | None) -> dict[str, object]:
    return {
        "kind": kind_of(kind).code,
        "subject_kind": asked.subject._meta.label_lower,
        "subject_id": str(asked.subject.pk),
        "body": body,
        "holder": asked.holder,
        "title": asked.title[:200],
        "url": asked.url,
        "owner": asked.owner,
        "lead_region": asked.lead_region or (body.region.code if body else ""),
        "priority": Priority(asked.priority).weight,
        "opened_at": clock.now(),
        "due_on": asked.due_on,
        "due_explained": list(asked.due_explained),
    }
