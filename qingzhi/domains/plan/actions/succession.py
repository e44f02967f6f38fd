"""When a body is succeeded: its open tasks, what it still owes, and its open notices move on; history keeps its name."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.identity.models import Body, Succession
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.engine.tasks.actions import move_items_about
from qingzhi.engine.tasks.terms import PassageReason

from ..models import ConferenceMember, DunningNotice, Plan, PlanTask, TaskSupport, TrackedTarget
from ..queries.tasks import OPEN
from .tasks import hand_over


@transaction.atomic
def pass_to_successor(*, actor: Actor = SYSTEM, succession: Succession) -> int:
    """Move to the successor what is open and passes to it; returns how many tasks. Running it twice changes nothing."""
    predecessor, successor = succession.predecessor, succession.successor
    reason = f"职责承继：{succession.basis}"
    tasks = passing_tasks(succession)
    led = tasks.filter(lead=predecessor).select_for_update(of=("self",)).select_related("lead").order_by("pk")
    count = 0
    for task in led:
        hand_over(actor, task, successor, reason, "plan.move_task_to_successor", PassageReason.SUCCEEDED)
        count += 1
    _move_supports(predecessor, successor, tasks)
    _move_notices(actor, succession, reason)
    if not succession.matters:
        _move_plans(actor, predecessor, successor, reason)
        _end_membership(actor, predecessor, succession.on, reason)
    return count


def pass_to_successors() -> int:
    """Do it again for every succession carried out, for what came to a predecessor afterwards."""
    waiting = PlanTask.objects.filter(OPEN).values("lead")
    done = Succession.objects.filter(carried_out_at__isnull=False, predecessor__in=waiting).order_by("on", "id")
    return sum(pass_to_successor(succession=row) for row in done.select_related("predecessor", "successor"))


def passing_tasks(succession: Succession) -> QuerySet[PlanTask]:
    """The open tasks that a succession covers: those it names, or all but what other successors are to take."""
    return PlanTask.objects.filter(OPEN).filter(_covered(succession, "code"))


def _covered(succession: Succession, path: str) -> Q:
    if succession.matters:
        return Q(**{f"{path}__in": succession.codes})
    others = Succession.objects.filter(predecessor=succession.predecessor_id).exclude(pk=succession.pk)
    return ~Q(**{f"{path}__in": [code for other in others for code in other.codes]})


def _move_supports(predecessor: Body, successor: Body, tasks: QuerySet[PlanTask]) -> None:
    rows = TaskSupport.objects.filter(body=predecessor, task__in=tasks)
    held = TaskSupport.objects.filter(body=successor).values("task")
    led = PlanTask.objects.filter(lead=successor).values("pk")
    rows.filter(Q(task__in=held) | Q(task__in=led)).delete()
    rows.update(body=successor)


def _move_notices(actor: Actor, succession: Succession, reason: str) -> None:
    """A notice goes with the first of its matters."""
    notices = DunningNotice.objects.select_for_update().filter(body=succession.predecessor, closed_on=None)
    for notice in notices.order_by("pk"):
        first = notice.matters.order_by("due_on", "pk").values_list("task__code", flat=True).first()
        named = first in succession.codes if succession.matters else not _is_named_elsewhere(succession, first)
        if not named:
            continue
        changes = changed(notice, body=succession.successor)
        notice.save(update_fields=["body"])
        record(actor, "plan.move_dunning_to_successor", notice, changes=changes, reason=reason)
        move_items_about(
            actor=actor,
            subjects=[notice],
            successor=succession.successor,
            cause=PassageReason.SUCCEEDED,
            reason=succession.basis,
        )


def _is_named_elsewhere(succession: Succession, code: str | None) -> bool:
    others = Succession.objects.filter(predecessor=succession.predecessor_id).exclude(pk=succession.pk)
    return any(code in other.codes for other in others)


def _move_plans(actor: Actor, predecessor: Body, successor: Body, reason: str) -> None:
    """The plans that the body keeps and the targets that it answers for."""
    kept: list[Plan | TrackedTarget] = [
        *Plan.objects.select_for_update().filter(owner=predecessor).order_by("pk"),
        *TrackedTarget.objects.select_for_update().filter(owner=predecessor).order_by("pk"),
    ]
    for one in kept:
        changes = changed(one, owner=successor)
        one.save(update_fields=["owner"])
        record(actor, "plan.move_owner_to_successor", one, changes=changes, reason=reason)


def _end_membership(actor: Actor, predecessor: Body, on: date, reason: str) -> None:
    for member in ConferenceMember.objects.select_for_update().filter(body=predecessor, valid_to=None):
        changes = changed(member, valid_to=max(on, member.valid_from))
        member.save(update_fields=["valid_to"])
        record(actor, "plan.end_membership", member, changes=changes, reason=reason)
