"""Milestones 「节点」: set by the office, finished by the lead body with evidence, reopened by the office with a reason."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.tasks.actions import note_act

from ..events import MilestoneFinished, MilestoneReopened
from ..models import Milestone, MilestoneStep, PlanTask
from ..models.report import OUTSTANDING
from ..refusals import AlreadyRecorded, DivisionNotSound, EvidenceMissing, ValueNotValid
from .locking import lock_open_task, require_on_task, require_reason
from .reports import start_task


@transaction.atomic
def set_milestones(*, actor: Actor, task: PlanTask, milestones: Sequence[tuple[str, date]]) -> PlanTask:
    """Set a task's milestones as (title, due). One that is finished stays until it is reopened."""
    task = lock_open_task(task.pk)
    require_on_task(actor, "plan.task.change", task)
    wanted = {title.strip(): due_on for title, due_on in milestones}
    if len(wanted) < len(milestones) or "" in wanted:
        raise DivisionNotSound("每个节点都要有名称，且不能重复")
    refuse_classified(*wanted)
    for title, due_on in wanted.items():
        if due_on > task.due_on:
            raise DivisionNotSound(f"节点“{title}”的期限 {due_on} 晚于任务的期限 {task.due_on}")
    held = {one.title: one for one in task.milestones.select_for_update().order_by("pk")}
    for title, one in held.items():
        if one.done_on and title not in wanted:
            raise DivisionNotSound(f"节点“{title}”已于 {one.done_on} 完成，不能删除；请先重新打开")
    old = _told(task)
    for title, due_on in wanted.items():
        Milestone.objects.update_or_create(task=task, title=title, defaults={"due_on": due_on})
    task.milestones.exclude(title__in=wanted).delete()
    new = _told(task)
    if old != new:
        record(actor, "plan.set_milestones", task, changes={"milestones": (old, new)})
    return task


@transaction.atomic
def finish_milestone(
    *,
    actor: Actor,
    milestone: Milestone,
    done_on: date | None = None,
    evidence: Iterable[StoredFile] = (),
    note: str = "",
) -> Milestone:
    """Note that the lead body reached a milestone, with what shows it, or with the reason why nothing does.

    The same again is harmless; another date asks the office to reopen it first.
    """
    task, milestone = _lock(milestone)
    require_on_task(actor, "plan.report.write", task)
    done_on, files, note = done_on or clock.today(), list(evidence), note.strip()
    if milestone.done_on == done_on:
        return milestone
    if milestone.done_on:
        raise AlreadyRecorded(f"节点“{milestone.title}”已于 {milestone.done_on} 完成；如需更改，请办公室先重新打开")
    if not task.opened_on <= done_on <= clock.today():
        raise ValueNotValid("完成日期应在任务下达日期和今天之间", "done_on")
    if not files and len(note) < 2:
        raise EvidenceMissing("请上传佐证材料，或在说明中写明为什么没有")
    refuse_classified(note)
    changes = changed(milestone, done_on=done_on)
    milestone.save(update_fields=["done_on"])
    _step(actor, milestone, note, files)
    start_task(task)
    if files:
        changes["evidence"] = ([], [one.name for one in files])
    record(actor, "plan.finish_milestone", task, changes=changes, reason=_titled(milestone, note))
    for report in task.reports.filter(state__in=OUTSTANDING).order_by("pk"):
        note_act(actor=actor, subject=report)
    publish(MilestoneFinished(task_id=task.pk, milestone_id=milestone.pk, on=done_on))
    return milestone


@transaction.atomic
def reopen_milestone(*, actor: Actor, milestone: Milestone, reason: str) -> Milestone:
    """Open a finished milestone again, with the reason; its evidence stays with the step that brought it."""
    task, milestone = _lock(milestone)
    require_on_task(actor, "plan.task.change", task)
    reason = require_reason(reason, "重新打开节点须写明理由")
    if milestone.done_on is None:
        return milestone
    changes = changed(milestone, done_on=None)
    milestone.save(update_fields=["done_on"])
    _step(actor, milestone, reason)
    record(actor, "plan.reopen_milestone", task, changes=changes, reason=_titled(milestone, reason))
    publish(MilestoneReopened(task_id=task.pk, milestone_id=milestone.pk))
    return milestone


def _lock(milestone: Milestone) -> tuple[PlanTask, Milestone]:
    """The open task, then its milestone, locked in this order."""
    task = lock_open_task(milestone.task_id)
    return task, Milestone.objects.select_for_update().get(pk=milestone.pk)


def _step(actor: Actor, milestone: Milestone, note: str, files: Sequence[StoredFile] = ()) -> None:
    step = MilestoneStep.objects.create(
        milestone=milestone,
        done_on=milestone.done_on,
        at=clock.now(),
        by=actor.name,
        body_id=actor.body_id,
        note=note,
    )
    step.evidence.set(files)


def _titled(milestone: Milestone, said: str) -> str:
    return f"节点“{milestone.title}”{'：' if said else ''}{said}"


def _told(task: PlanTask) -> list[str]:
    return [f"{one.title}（{one.due_on}，{one.done_on or '未完成'}）" for one in task.milestones.all()]
