"""Closing items, one or many, and noting that their body did something about them."""

from collections.abc import Iterable

from django.db import models, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor

from ..access import held_by
from ..events import WorkItemClosed, WorkItemsClosed
from ..models import WorkItem
from ..queries import open_items_about
from ..terms import Outcome

BATCH = 500


@transaction.atomic
def close_items(
    *,
    actor: Actor,
    subject: models.Model,
    outcome: Outcome = Outcome.DONE,
    kind: str | None = None,
    reason: str = "",
) -> list[WorkItem]:
    """Close every open item about a record (of one kind, where given); closing twice changes nothing.

    Called by the action that did what was asked, which has asked for its own permit; none is asked here.
    """
    locked = open_items_about(subject, kind).select_related(None).select_for_update().order_by("pk")
    return [close_item(actor=actor, item=item, outcome=outcome, reason=reason) for item in locked]


@transaction.atomic
def close_item(*, actor: Actor, item: WorkItem, outcome: Outcome = Outcome.DONE, reason: str = "") -> WorkItem:
    """Close one item; the body that held it stays on it for good."""
    item = WorkItem.objects.select_for_update().get(pk=item.pk)
    if not item.is_open:
        return item
    now = clock.now()
    changes = changed(item, closed_at=now, outcome=Outcome(outcome).value)
    if item.is_held_by(actor):
        item.last_act_at = now
    item.save(update_fields=["closed_at", "outcome", "last_act_at"])
    record(actor, "tasks.close_item", item, changes=changes, reason=reason)
    publish(
        WorkItemClosed(
            item_id=item.pk, kind=item.kind, body_id=item.body_id, outcome=item.outcome, holder_id=item.holder_id
        )
    )
    return item


@transaction.atomic
def close_items_about(
    *,
    actor: Actor,
    subjects: Iterable[models.Model],
    outcome: Outcome = Outcome.DONE,
    kind: str | None = None,
    reason: str = "",
    about: models.Model | None = None,
) -> int:
    """Close every open item about any of these records at once; returns how many. Closing twice changes nothing.

    One audit entry (on `about`, for instance the round that ends) and one event stand for the batch.
    """
    by_kind: dict[str, list[str]] = {}
    for subject in subjects:
        by_kind.setdefault(subject._meta.label_lower, []).append(str(subject.pk))
    now, closed = clock.now(), 0
    for subject_kind, ids in sorted(by_kind.items()):
        for start in range(0, len(ids), BATCH):
            found = WorkItem.objects.filter(subject_kind=subject_kind, subject_id__in=ids[start : start + BATCH])
            found = found.filter(closed_at=None, **({"kind": kind} if kind else {}))
            locked = list(found.select_for_update().order_by("pk").values_list("pk", flat=True))
            rows = WorkItem.objects.filter(pk__in=locked)
            if outcome == Outcome.DONE:
                rows.filter(held_by(actor)).update(last_act_at=now)
            closed += rows.update(closed_at=now, outcome=Outcome(outcome).value)
    if closed:
        record(actor, "tasks.close_items", about, changes={"closed": (0, closed)}, reason=reason)
        publish(WorkItemsClosed(kind=kind or "", count=closed, outcome=Outcome(outcome).value))
    return closed


@transaction.atomic
def note_act(*, actor: Actor, subject: models.Model, kind: str | None = None) -> int:
    """Note that the actor's body, or the applicant acted for, acted on a record now, for the board; returns on how many of its open items.

    Called by actions that audit what was done; nothing is audited here.
    """
    return open_items_about(subject, kind).filter(held_by(actor)).update(last_act_at=clock.now())
