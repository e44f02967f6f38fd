"""When a body is succeeded, or gives something on, open items move; closed ones keep the old body."""

from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import QuerySet

from qingzhi.base.identity.models import Body, Succession
from qingzhi.base.permits import SYSTEM, Actor

from ..models import WorkItem
from ..queries import colleagues, living_body, open_items_about
from ..terms import Outcome, PassageReason
from .closing import close_item
from .holding import pass_on


@transaction.atomic
def move_to_successor(*, actor: Actor = SYSTEM, predecessor: Body, successor: Body, basis: str = "") -> int:
    """Move the open items of a body to its successor; returns how many. Running it twice changes nothing.

    An owner keeps an item when already in post at the successor. Where the successor has the same item open, the
    predecessor's is closed as merged.
    """
    items = WorkItem.objects.filter(body=predecessor, closed_at=None)
    return _move(actor, items, living_body(successor), PassageReason.SUCCEEDED, basis)


@transaction.atomic
def move_items_about(
    *,
    actor: Actor,
    subjects: Iterable[models.Model],
    successor: Body,
    cause: PassageReason = PassageReason.HANDED_OVER,
    reason: str = "",
) -> int:
    """Move the open items about some records to a body, as the action that gives it these records decides; how many.

    Called by that action, which has asked for its own permit; none is asked here. Twice changes nothing.
    """
    return sum(
        _move(actor, open_items_about(subject), living_body(successor), cause, reason)
        for subject in sorted(subjects, key=lambda one: (one._meta.label_lower, one.pk))
    )


def move_to_successors() -> int:
    """Do it again for every succession carried out, for what came to a predecessor afterwards."""
    waiting = WorkItem.objects.filter(closed_at=None).values("body")
    done = Succession.objects.filter(carried_out_at__isnull=False, matters="", predecessor__in=waiting)
    return sum(
        move_to_successor(predecessor=row.predecessor, successor=row.successor, basis=row.basis)
        for row in done.order_by("on", "id").select_related("predecessor", "successor__region")
    )


def _move(actor: Actor, items: QuerySet[WorkItem], target: Body, cause: PassageReason, reason: str) -> int:
    """Give these items to a body, in the order of their numbers."""
    locked = items.filter(holder=None).exclude(body=target).select_related(None).select_for_update(of=("self",))
    rows = list(locked.select_related("body__region", "owner").order_by("pk"))
    if not rows:
        return 0
    staff = set(colleagues(target).values_list("pk", flat=True))
    same, moved = _open_keys(target), 0
    for item in rows:
        if (item.kind, item.subject_kind, item.subject_id) in same:
            close_item(actor=actor, item=item, outcome=Outcome.MERGED, reason=f"{target.name}已有同一事项")
            continue
        owner = item.owner if item.owner_id in staff else None
        pass_on(actor, item, cause, target, owner, reason)
        moved += 1
    return moved


def _open_keys(body: Body) -> set[tuple[str, str, str]]:
    rows = WorkItem.objects.filter(body=body, closed_at=None)
    return set(rows.values_list("kind", "subject_kind", "subject_id"))
