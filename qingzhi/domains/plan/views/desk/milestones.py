"""Milestones of a task: set as lines of text, finished with evidence, reopened with a reason."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.files.actions import store_file
from qingzhi.base.files.models import StoredFile
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Entry
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.tasks import visible_tasks
from ...actions.locking import region_code
from ...actions.milestones import finish_milestone, reopen_milestone, set_milestones
from ...forms.tracking import FinishMilestoneForm, MilestonesForm, ReasonForm
from ...models import Milestone, MilestoneStep, PlanTask
from ...refusals import DivisionNotSound
from .acting import confirm, found_task


@desk("plan.task.change")
def set_page(request: PageRequest, task_id: int) -> HttpResponse:
    task = found_task(request, task_id)
    lines = "\n".join(f"{one.title}｜{one.due_on}" for one in task.milestones.all())
    return _page(
        request,
        task,
        title="设置节点",
        form=MilestonesForm(request.POST or None, initial={"lines": lines}),
        success="节点已保存",
        submit="保存",
        do=lambda done: set_milestones(
            actor=request.actor, task=task, milestones=milestones_in(done.cleaned_data["lines"])
        ),
    )


@desk("plan.report.write")
def finish_page(request: PageRequest, milestone_id: int) -> HttpResponse:
    found = found_milestone(request, milestone_id)

    def do(form: PageForm) -> Milestone:
        return finish_milestone(
            actor=request.actor,
            milestone=found,
            done_on=form.cleaned_data["done_on"],
            evidence=uploads(request, form),
            note=form.cleaned_data["note"],
        )

    return _page(
        request,
        found.task,
        title=f"完成节点：{found.title}",
        form=FinishMilestoneForm(request.POST or None, request.FILES or None),
        success="节点已标记完成",
        submit="标记完成",
        more=[("节点期限", found.due_on)],
        consequences=["完成日期和佐证材料记入任务的经过；如有错误，由办公室重新打开"],
        do=do,
    )


@desk("plan.task.change")
def reopen_page(request: PageRequest, milestone_id: int) -> HttpResponse:
    found = found_milestone(request, milestone_id)
    return _page(
        request,
        found.task,
        title=f"重新打开节点：{found.title}",
        form=ReasonForm(request.POST or None, label="重新打开的理由"),
        success="节点已重新打开",
        submit="重新打开",
        more=[("节点期限", found.due_on), ("完成日期", found.done_on or "未完成")],
        do=lambda done: reopen_milestone(actor=request.actor, milestone=found, reason=done.cleaned_data["reason"]),
    )


def found_milestone(request: PageRequest, milestone_id: int) -> Milestone:
    """The milestone, when the actor sees its task."""
    rows = Milestone.objects.filter(task__in=visible_tasks(request.actor))
    return get_object_or_404(rows.select_related("task__lead__region", "task__region"), pk=milestone_id)


def uploads(request: PageRequest, form: PageForm) -> list[StoredFile]:
    """What was attached, kept; raises where one is refused."""
    given = form.cleaned_data.get("evidence") or []
    return [store_file(actor=request.actor, name=one.name, stream=one) for one in given]


def milestone_rows(request: PageRequest, task: PlanTask) -> list[dict[str, Any]]:
    """A task's milestones with what the actor may do about each."""
    where: dict[str, Any] = {"body_id": task.lead_id, "region_code": region_code(task)}
    may_finish = task.is_open and bool(check(request.actor, "plan.report.write", **where))
    may_reopen = task.is_open and bool(check(request.actor, "plan.task.change", **where))
    return [
        {
            "milestone": one,
            "finish_url": reverse("plan:finish_milestone", args=[one.pk]) if may_finish and not one.done_on else "",
            "reopen_url": reverse("plan:reopen_milestone", args=[one.pk]) if may_reopen and one.done_on else "",
        }
        for one in task.milestones.all()
    ]


def milestone_entries(task: PlanTask) -> list[Entry]:
    """How milestones were finished and reopened, in order, with their evidence."""
    steps = MilestoneStep.objects.filter(milestone__task=task).select_related("milestone", "body")
    return [_entry(one) for one in steps.prefetch_related("evidence").order_by("at", "pk")]


def _entry(step: MilestoneStep) -> Entry:
    who = f"{step.body.short_name} {step.by}" if step.body else step.by
    files = [(one.name, f"/files/{one.pk}/") for one in step.evidence.all()]
    if step.done_on is None:
        what = f"重新打开节点“{step.milestone.title}”"
        return Entry(step.at, who, what, note=f"理由：{step.note}", state="warn")
    what = f"完成节点“{step.milestone.title}”（完成日期 {step.done_on}）"
    return Entry(step.at, who, what, note=step.note, attachments=files, state="done")


def milestones_in(text: str) -> list[tuple[str, date]]:
    """The milestones of lines such as 完成调研｜2018-09-30."""
    found = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
        parts = [part.strip() for part in line.replace("|", "｜").split("｜")]
        try:
            title, due_on = parts
            found.append((title, date.fromisoformat(due_on)))
        except ValueError as error:
            raise DivisionNotSound(f"第 {number} 行“{line}”应形如：完成调研｜2018-09-30") from error
    return found


def _page(
    request: PageRequest, task: PlanTask, more: list[tuple[str, object]] | None = None, **context: Any
) -> HttpResponse:
    to = reverse("plan:task", args=[task.pk])
    facts = [("任务", str(task)), ("责任单位", task.lead.name), ("期限", task.due_on), *(more or [])]
    return confirm(request, to=to, cancel_url=to, facts=facts, crumb=(str(task.code), to), **context)
