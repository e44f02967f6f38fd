"""What becomes of tasks on their way: steps reached, done, cancelled, suspended, given to others, moved in time."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from qingzhi.domains.plan.actions.closing import cancel_task, complete_task, suspend_task
from qingzhi.domains.plan.actions.milestones import finish_milestone
from qingzhi.domains.plan.actions.tasks import assign_task, change_deadline
from qingzhi.domains.plan.models import Milestone, PlanTask
from qingzhi.domains.plan.queries.deadlines import office_calendar

from .progress import is_done_by_end, steps_done
from .stage import Stage, at, day, number
from .timeline import Happening
from .wording import wording_of

DONE_BEFORE = (3, 48)  # days before the deadline


def changes_in(stage: Stage, first: datetime, last: datetime) -> Iterator[Happening]:
    """What is changed about tasks from one hour to another."""
    verbs = {"cancel": _cancel, "assign": _assign, "suspend": _suspend, "deadline": _move}
    for row in stage.rows("changes"):
        when = datetime.fromisoformat(row["at"])
        if first <= when < last:
            yield Happening(when, 30, partial(verbs[row["verb"]], stage, row))
    yield from _milestones(stage, first, last)
    yield from _completions(stage, first, last)


def _found(stage: Stage, row: dict[str, str]) -> PlanTask | None:
    tasks = PlanTask.objects.filter(plan=stage.plan, title=row["title"], done_on=None, cancelled_on=None)
    return tasks.filter(region__code=row["region"]).first() if row["region"] else tasks.first()


def _cancel(stage: Stage, row: dict[str, str]) -> None:
    if task := _found(stage, row):
        cancel_task(actor=stage.actor("chief"), task=task, reason=row["reason"])


def _assign(stage: Stage, row: dict[str, str]) -> None:
    if task := _found(stage, row):
        assign_task(actor=stage.actor("planning"), task=task, lead=stage.bodies[row["lead"]], reason=row["reason"])


def _suspend(stage: Stage, row: dict[str, str]) -> None:
    if task := _found(stage, row):
        suspend_task(actor=stage.actor("planning"), task=task, reason=row["reason"])


def _move(stage: Stage, row: dict[str, str]) -> None:
    task = _found(stage, row)
    if task and task.due_on != day(row["due"]):
        change_deadline(actor=stage.actor("chief"), task=task, due_on=day(row["due"]), reason=row["reason"])


def _completions(stage: Stage, first: datetime, last: datetime) -> Iterator[Happening]:
    """The tasks that are due before the demonstration's today and were done in time."""
    calendar, wording = office_calendar(), wording_of(stage)
    today: date = stage.province.facts["demo"]["today"]
    tasks = PlanTask.objects.filter(plan=stage.plan, decision=None, due_on__lt=today).select_related("lead")
    for task in tasks.filter(done_on=None, cancelled_on=None).order_by("pk"):
        if task.parts.exists() or not is_done_by_end(task, stage.habits.get(task.lead.code, "regular")):
            continue
        on = date.fromordinal(task.due_on.toordinal() - number(*DONE_BEFORE, "done", task.code))
        when = at(calendar.previous_working(on), "done", task.code)
        if first <= when < last:
            yield Happening(when, 40, _completing(stage, task, wording.completed(task)))


def _completing(stage: Stage, task: PlanTask, note: str) -> Callable[[], object]:
    return lambda: complete_task(actor=stage.actor("planning"), task=task, note=note)


def _milestones(stage: Stage, first: datetime, last: datetime) -> Iterator[Happening]:
    """The steps that the bodies reach, some days before or after their date."""
    found = Milestone.objects.filter(task__plan=stage.plan, done_on=None, task__done_on=None, task__cancelled_on=None)
    for one in found.select_related("task__lead").order_by("pk"):
        late = steps_done(one.task, one.title, stage.habits.get(one.task.lead.code, "regular"))
        if late is None:
            continue
        when = at(office_calendar().next_working(date.fromordinal(one.due_on.toordinal() + late)), one.pk)
        if first <= when < last:
            yield Happening(when, 20, partial(_reach, stage, one, when.date()))


def _reach(stage: Stage, milestone: Milestone, on: date) -> None:
    task = PlanTask.objects.select_related("lead").get(pk=milestone.task_id)
    if task.is_open:
        note = "已按节点要求完成，相关材料随本期进展填报报送。"
        finish_milestone(actor=stage.contact(task.lead), milestone=milestone, done_on=on, note=note)
