"""When a body is succeeded, its open items move to the successor; closed ones keep the old body."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Succession
from qingzhi.base.permits import SYSTEM, Actor

from ..models import WorkItem
from ..queries import colleagues, living_body
from ..terms import Outcome, PassageReason
from .closing import close_item
from .holding import pass_on


@transaction.atomic
def move_to_successor(*, actor: Actor = SYSTEM, predecessor: Body, successor: Body, basis: str = "") -> int:
    """Move the open items of a body to its successor; returns how many. Running it twice changes nothing.

    An owner keeps an item when already in post at the successor. Where the successor has the same item open, the
    predecessor's is closed as merged.
    """
    target = living_body(successor)
    staff = set(colleagues(target).values_list("pk", flat=True))
    same = _open_keys(target)
    moved = 0
    items = WorkItem.objects.select_for_update(of=("self",)).filter(body=predecessor, closed_at=None)
    for item in items.select_related("body__region", "owner").order_by("pk"):
        if (item.kind, item.subject_kind, item.subject_id) in same:
            close_item(actor=actor, item=item, outcome=Outcome.MERGED, reason=f"{target.name}已有同一事项")
            continue
        owner = item.owner if item.owner_id in staff else None
        pass_on(actor, item, PassageReason.SUCCEEDED, target, owner, basis)
        moved += 1
    return moved


def move_to_successors() -> int:
    """Do it for every succession whose day has come: one announced for a later day moves its items on that day."""
    waiting = WorkItem.objects.filter(closed_at=None).values("body")
    due = Succession.objects.filter(on__lte=clock.today(), predecessor__in=waiting).order_by("on", "id")
    return sum(
        move_to_successor(predecessor=row.predecessor, successor=row.successor, basis=row.basis)
        for row in due.select_related("predecessor", "successor__region")
    )


def _open_keys(body: Body) -> set[tuple[str, str, str]]:
    rows = WorkItem.objects.filter(body=body, closed_at=None)
    return set(rows.values_list("kind", "subject_kind", "subject_id"))
