"""Ending tasks and taking them up again."""

from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor

from ..events import TaskCancelled, TaskCompleted, TaskReopened
from ..models import PlanTask, ProgressReport
from ..refusals import TaskNotClosed, ValueNotValid
from ..terms import ReportState
from .duties import end_reports
from .locking import lock_open_task, lock_task, require_on_task, require_reason


@transaction.atomic
def complete_task(*, actor: Actor, task: PlanTask, note: str, done_on: date | None = None) -> PlanTask:
    """Find a task done 「办结」, with what shows it; what it still owed in reports is waived."""
    task = lock_open_task(task.pk)
    require_on_task(actor, "plan.task.change", task)
    note = require_reason(note, "请写明完成情况和佐证")
    done_on = done_on or clock.today()
    if not task.opened_on <= done_on <= clock.today():
        raise ValueNotValid("完成日期应在下达日期和今天之间", "done_on")
    changes = changed(task, done_on=done_on, done_note=note, percent=100, suspended_on=None, suspended_reason="")
    task.save()
    record(actor, "plan.complete_task", task, changes=changes, reason=note)
    _end_reports(actor, task, f"任务 {task.code} 已办结")
    publish(TaskCompleted(task_id=task.pk, on=done_on))
    return task


@transaction.atomic
def cancel_task(*, actor: Actor, task: PlanTask, reason: str) -> PlanTask:
    """Give a task up 「撤销」, with the reason; its parts are given up by themselves, one by one."""
    task = lock_open_task(task.pk)
    require_on_task(actor, "plan.task.change", task)
    reason = require_reason(reason, "撤销任务须写明理由")
    changes = changed(task, cancelled_on=clock.today(), cancel_reason=reason)
    task.save()
    record(actor, "plan.cancel_task", task, changes=changes, reason=reason)
    _end_reports(actor, task, f"任务 {task.code} 已撤销")
    publish(TaskCancelled(task_id=task.pk))
    return task


@transaction.atomic
def reopen_task(*, actor: Actor, task: PlanTask, reason: str) -> PlanTask:
    """Open a task again that was done or cancelled."""
    task = lock_task(task.pk)
    require_on_task(actor, "plan.task.change", task)
    reason = require_reason(reason, "重新开启须写明理由")
    if task.is_open:
        raise TaskNotClosed(f"任务“{task.code}”正在办理，不需要重新开启")
    percent = _accepted_percent(task) if task.done_on else task.percent
    changes = changed(task, done_on=None, done_note="", percent=percent, cancelled_on=None, cancel_reason="")
    task.save()
    record(actor, "plan.reopen_task", task, changes=changes, reason=reason)
    publish(TaskReopened(task_id=task.pk))
    return task


def _accepted_percent(task: PlanTask) -> int:
    """How far the last accepted report says the task is."""
    accepted = task.reports.filter(state=ReportState.ACCEPTED).order_by("-round__period_to", "-pk")
    return accepted.values_list("percent", flat=True).first() or 0


@transaction.atomic
def suspend_task(*, actor: Actor, task: PlanTask, reason: str) -> PlanTask:
    """Stop the clock of a task 「暂停」, with the reason; one that is late stays late."""
    task = lock_open_task(task.pk)
    require_on_task(actor, "plan.task.change", task)
    reason = require_reason(reason, "暂停须写明理由")
    if task.suspended_on is None:
        changes = changed(task, suspended_on=clock.today(), suspended_reason=reason[:300])
        task.save()
        record(actor, "plan.suspend_task", task, changes=changes, reason=reason)
    return task


@transaction.atomic
def resume_task(*, actor: Actor, task: PlanTask) -> PlanTask:
    """Let the clock run on: the deadline moves by the days of the suspension, and says so."""
    task = lock_open_task(task.pk)
    require_on_task(actor, "plan.task.change", task)
    if task.suspended_on is None:
        return task
    stopped = clock.today() - task.suspended_on
    told = f"{task.due_explained}\n{task.suspended_on} 至 {clock.today()} 暂停，期限顺延 {stopped.days} 天".strip()
    changes = changed(task, due_on=task.due_on + stopped, due_explained=told, suspended_on=None, suspended_reason="")
    task.save()
    record(actor, "plan.resume_task", task, changes=changes)
    return task


def _end_reports(actor: Actor, task: PlanTask, reason: str) -> None:
    """What was still owed is owed no more: waived, or missed where it had fallen due before."""
    end_reports(actor, ProgressReport.objects.filter(task=task), reason)
