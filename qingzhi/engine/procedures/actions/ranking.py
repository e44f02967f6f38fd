"""How urgent a case is: it stands before others in lists, and so do its work items."""

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor
from qingzhi.engine.tasks.actions import rank_items
from qingzhi.engine.tasks.terms import Priority

from ..models import Case
from .locking import lock_case


@transaction.atomic
def rank_case(*, actor: Actor, case: Case, priority: Priority, reason: str) -> Case:
    """Let a case take precedence 「加急」, or no longer; the same again changes nothing, and no step is held up by it.

    Called by the action that says why, which has asked for its own permit; none is asked here.
    """
    locked = lock_case(case)
    before = locked.priority
    if before is priority:
        return locked
    locked.precedence = Priority.MOST_URGENT.weight - priority.weight
    locked.save(update_fields=["precedence"])
    rank_items(subject=locked, priority=priority)
    record(actor, "procedures.rank", locked, changes={"priority": (before.label, priority.label)}, reason=reason)
    return locked
