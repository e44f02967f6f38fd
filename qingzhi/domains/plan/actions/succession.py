"""When a body is succeeded: its open tasks, what it still owes, and its open notices move on; history keeps its name."""

from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.identity.models import Body, Succession
from qingzhi.base.permits import SYSTEM, Actor

from ..models import ConferenceMember, DunningNotice, PlanTask, TaskSupport
from .tasks import hand_over


@transaction.atomic
def pass_to_successor(*, actor: Actor = SYSTEM, predecessor: Body, successor: Body, on: date, basis: str) -> int:
    """Move what is open to the successor; returns how many tasks. Running it twice changes nothing."""
    reason = f"职责承继：{basis}"
    open_tasks = PlanTask.objects.filter(done_on=None, cancelled_on=None)
    led = open_tasks.filter(lead=predecessor).select_for_update(of=("self",)).select_related("lead").order_by("pk")
    count = 0
    for task in led:
        hand_over(actor, task, successor, reason, "plan.move_task_to_successor")
        count += 1
    _move_supports(predecessor, successor)
    _move_notices(actor, predecessor, successor, reason)
    _end_membership(actor, predecessor, on, reason)
    return count


def pass_to_successors() -> int:
    """Do it for every succession whose day has come."""
    waiting = PlanTask.objects.filter(done_on=None, cancelled_on=None).values("lead")
    due = Succession.objects.filter(on__lte=clock.today(), predecessor__in=waiting).order_by("on", "id")
    return sum(
        pass_to_successor(predecessor=row.predecessor, successor=row.successor, on=row.on, basis=row.basis)
        for row in due.select_related("predecessor", "successor")
    )


def _move_supports(predecessor: Body, successor: Body) -> None:
    rows = TaskSupport.objects.filter(body=predecessor, task__done_on=None, task__cancelled_on=None)
    held = TaskSupport.objects.filter(body=successor).values("task")
    led = PlanTask.objects.filter(lead=successor).values("pk")
    rows.filter(task__in=held).delete()
    rows.filter(task__in=led).delete()
    rows.update(body=successor)


def _move_notices(actor: Actor, predecessor: Body, successor: Body, reason: str) -> None:
    notices = DunningNotice.objects.select_for_update().filter(body=predecessor, closed_on=None).order_by("pk")
    for notice in notices:
        changes = changed(notice, body=successor)
        notice.save(update_fields=["body"])
        record(actor, "plan.move_dunning_to_successor", notice, changes=changes, reason=reason)


def _end_membership(actor: Actor, predecessor: Body, on: date, reason: str) -> None:
    for member in ConferenceMember.objects.select_for_update().filter(body=predecessor, valid_to=None):
        changes = changed(member, valid_to=max(on, member.valid_from))
        member.save(update_fields=["valid_to"])
        record(actor, "plan.end_membership", member, changes=changes, reason=reason)
