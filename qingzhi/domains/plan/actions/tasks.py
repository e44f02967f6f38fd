"""Giving out tasks and changing them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.tasks.actions import move_items_about
from qingzhi.engine.tasks.terms import PassageReason

from ..events import TasksGiven
from ..models import Decision, Measure, Milestone, Plan, PlanTask, TaskHandover, TaskSupport
from ..models.report import OUTSTANDING
from ..queries.tasks import next_code
from ..refusals import DivisionNotSound
from .locking import lock_open_task, require_on_task, require_reason


@dataclass(frozen=True)
class Draft:
    """One task to be given out, as a form or an import says it."""

    title: str
    lead: Body
    due_on: date
    text: str = ""
    region: Region | None = None
    supports: Sequence[Body] = ()
    expected_evidence: str = ""
    due_explained: str = ""
    milestones: Sequence[tuple[str, date]] = field(default=())


@transaction.atomic
def divide_measure(*, actor: Actor, plan: Plan, measure: Measure, drafts: Sequence[Draft]) -> list[PlanTask]:
    """Divide a measure 「任务分解」 into tasks for bodies and regions, in one go."""
    require(actor, "plan.task.divide", body_id=plan.owner_id or 0)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    return _give(actor, plan, drafts, code=measure.code, measure_lineage=measure.lineage)


@transaction.atomic
def decision_to_task(*, actor: Actor, plan: Plan, decision: Decision, drafts: Sequence[Draft]) -> list[PlanTask]:
    """Turn a decision of the joint conference into tasks."""
    require(actor, "plan.task.divide", body_id=plan.owner_id or 0)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    code = f"H{decision.meeting_id}.{decision.number}"
    return _give(actor, plan, drafts, code=code, decision=decision)


@transaction.atomic
def split_task_to_regions(*, actor: Actor, task: PlanTask, drafts: Sequence[Draft]) -> list[PlanTask]:
    """Split a task over divisions below its own; none may be due after the whole, and none twice for one division."""
    task = lock_open_task(task.pk)
    require_on_task(actor, "plan.task.split", task)
    taken = set(task.parts.filter(cancelled_on=None).values_list("region_id", "lead_id"))
    for draft in drafts:
        if draft.due_on > task.due_on:
            raise DivisionNotSound(f"“{draft.title}”的期限 {draft.due_on} 晚于总任务的期限 {task.due_on}")
        if ((draft.region or draft.lead.region).pk, draft.lead.pk) in taken:
            raise DivisionNotSound(f"{(draft.region or draft.lead.region).name}已有这项任务的分解任务，请勿重复")
    return _give(
        actor, task.plan, drafts, code=task.code, parent=task, measure_lineage=task.measure_lineage,
        decision_id=task.decision_id,
    )  # fmt: skip


def _give(actor: Actor, plan: Plan, drafts: Sequence[Draft], *, code: str, **origin: object) -> list[PlanTask]:
    if not drafts:
        raise DivisionNotSound("请至少选择一个责任单位")
    today = clock.today()
    number, made = next_code(plan.pk, code), []
    for draft in drafts:
        _check(draft, today)
        task = PlanTask.objects.create(
            plan=plan,
            code=f"{code}-{number}",
            title=draft.title.strip(),
            text=draft.text.strip(),
            lead=draft.lead,
            region=draft.region or draft.lead.region,
            opened_on=today,
            due_on=draft.due_on,
            due_explained=draft.due_explained or f"由{actor.body_name or actor.name}定为 {draft.due_on}",
            expected_evidence=draft.expected_evidence.strip(),
            **origin,
        )
        set_supports(task, draft.supports)
        Milestone.objects.bulk_create(Milestone(task=task, title=title, due_on=on) for title, on in draft.milestones)
        changes = {"lead": ("", draft.lead.name), "due_on": (None, draft.due_on), "title": ("", task.title)}
        record(actor, "plan.give_task", task, changes=changes)
        made.append(task)
        number += 1
    publish(TasksGiven(plan_id=plan.pk, first_task_id=made[0].pk, count=len(made)))
    return made


def set_supports(task: PlanTask, bodies: Iterable[Body]) -> None:
    """Let these bodies support the task, and no others; the lead itself is left out."""
    wanted = {body.pk: body for body in bodies if body.pk != task.lead_id}
    task.supports.exclude(body__in=wanted).delete()
    held = set(task.supports.values_list("body_id", flat=True))
    TaskSupport.objects.bulk_create(TaskSupport(task=task, body=body) for pk, body in wanted.items() if pk not in held)


@transaction.atomic
def assign_task(*, actor: Actor, task: PlanTask, lead: Body, reason: str) -> PlanTask:
    """Give an open task to another lead 「调整责任单位」; who held it before stays on record."""
    task = lock_open_task(task.pk)
    require_on_task(actor, "plan.task.change", task)
    reason = require_reason(reason)
    if lead.pk == task.lead_id:
        return task
    hand_over(actor, task, lead, reason)
    return task


def hand_over(
    actor: Actor,
    task: PlanTask,
    lead: Body,
    reason: str,
    action: str = "plan.assign_task",
    cause: PassageReason = PassageReason.HANDED_OVER,
) -> None:
    """Move a locked task, what is still owed on it, and the work items about that to another lead."""
    TaskHandover.objects.create(task=task, from_body=task.lead, to_body=lead, on=clock.today(), reason=reason[:300])
    changes = changed(task, lead=lead)
    task.save(update_fields=["lead"])
    task.supports.filter(body=lead).delete()
    owed = task.reports.filter(state__in=OUTSTANDING)
    owed.update(body=lead)
    record(actor, action, task, changes=changes, reason=reason)
    move_items_about(actor=actor, subjects=owed, successor=lead, cause=cause, reason=reason)


@transaction.atomic
def change_deadline(*, actor: Actor, task: PlanTask, due_on: date, reason: str) -> PlanTask:
    """Move an open task's deadline, with the reason; the explanation tells both."""
    task = lock_open_task(task.pk)
    require_on_task(actor, "plan.task.change", task)
    reason = require_reason(reason)
    if due_on < task.opened_on:
        raise DivisionNotSound(f"期限 {due_on} 早于下达日期 {task.opened_on}")
    told = f"{task.due_explained}\n{clock.today()} 由 {task.due_on} 调整为 {due_on}：{reason}".strip()
    if changes := changed(task, due_on=due_on):
        changes |= changed(task, due_explained=told)
        task.save(update_fields=["due_on", "due_explained"])
        record(actor, "plan.change_deadline", task, changes=changes, reason=reason)
    return task


def _check(draft: Draft, today: date) -> None:
    refuse_classified(draft.title, draft.text, draft.expected_evidence)
    if not draft.title.strip():
        raise DivisionNotSound("每项任务都要有名称")
    if len(draft.title.strip()) > 200:
        raise DivisionNotSound("任务名称不能超过 200 字")
    if draft.due_on < today:
        raise DivisionNotSound(f"“{draft.title}”的期限 {draft.due_on} 早于今天 {today}")
    if draft.lead.valid_to and draft.lead.valid_to <= today:
        raise DivisionNotSound(f"{draft.lead.name}已于 {draft.lead.valid_to} 撤销，请选择承继单位")
    for title, on in draft.milestones:
        if on > draft.due_on:
            raise DivisionNotSound(f"节点“{title}”的期限 {on} 晚于任务的期限 {draft.due_on}")
