"""Changing one task: each verb has its page, with its reason."""

from django.http import HttpResponse
from django.urls import reverse

from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest

from ...actions import closing, tasks
from ...forms.tracking import AssignForm, CompleteForm, DeadlineForm, NothingForm, ReasonForm
from ...models import PlanTask
from .acting import confirm, found_task


def _facts(task: PlanTask) -> list[tuple[str, object]]:
    return [("任务", str(task)), ("责任单位", task.lead.name), ("期限", task.due_on)]


def _page(request: PageRequest, task: PlanTask, **more: object) -> HttpResponse:
    to = reverse("plan:task", args=[task.pk])
    return confirm(request, to=to, cancel_url=to, facts=_facts(task), crumb=(str(task.code), to), **more)  # type: ignore[arg-type]


@desk("plan.task.change")
def complete_task(request: PageRequest, task_id: int) -> HttpResponse:
    task = found_task(request, task_id)
    form = CompleteForm(request.POST or None, label="完成情况", hint="写明完成了什么、以什么为证。")
    return _page(
        request,
        task,
        title="办结任务",
        form=form,
        success="任务已办结",
        submit="办结",
        consequences=["尚未填报的进展不再要求", "办结日期和说明记入履职记录"],
        do=lambda done: closing.complete_task(
            actor=request.actor, task=task, note=done.cleaned_data["reason"], done_on=done.cleaned_data["done_on"]
        ),
    )


@desk("plan.task.change")
def cancel_task(request: PageRequest, task_id: int) -> HttpResponse:
    task = found_task(request, task_id)
    form = ReasonForm(request.POST or None, label="撤销理由")
    return _page(
        request,
        task,
        title="撤销任务",
        form=form,
        success="任务已撤销",
        submit="撤销任务",
        danger=True,
        consequences=["任务不再填报、不再督办", "撤销的任务仍可查看，也可以重新开启"],
        do=lambda done: closing.cancel_task(actor=request.actor, task=task, reason=done.cleaned_data["reason"]),
    )


@desk("plan.task.change")
def reopen_task(request: PageRequest, task_id: int) -> HttpResponse:
    task = found_task(request, task_id)
    form = ReasonForm(request.POST or None, label="重新开启的理由")
    return _page(
        request,
        task,
        title="重新开启任务",
        form=form,
        success="任务已重新开启",
        submit="重新开启",
        do=lambda done: closing.reopen_task(actor=request.actor, task=task, reason=done.cleaned_data["reason"]),
    )


@desk("plan.task.change")
def suspend_task(request: PageRequest, task_id: int) -> HttpResponse:
    task = found_task(request, task_id)
    form = ReasonForm(request.POST or None, label="暂停理由")
    return _page(
        request,
        task,
        title="暂停任务",
        form=form,
        success="任务已暂停，期限停止计算",
        submit="暂停",
        consequences=["暂停期间不计算逾期；恢复时期限按暂停天数顺延"],
        do=lambda done: closing.suspend_task(actor=request.actor, task=task, reason=done.cleaned_data["reason"]),
    )


@desk("plan.task.change")
def resume_task(request: PageRequest, task_id: int) -> HttpResponse:
    task = found_task(request, task_id)
    return _page(
        request,
        task,
        title="恢复任务",
        form=NothingForm(request.POST or None),
        success="任务已恢复",
        submit="恢复",
        consequences=["期限按暂停的天数顺延"],
        do=lambda done: closing.resume_task(actor=request.actor, task=task),
    )


@desk("plan.task.change")
def change_deadline(request: PageRequest, task_id: int) -> HttpResponse:
    task = found_task(request, task_id)
    form = DeadlineForm(request.POST or None, label="调整理由", hint="原期限和理由写入期限说明。")
    return _page(
        request,
        task,
        title="调整期限",
        form=form,
        success="期限已调整",
        submit="调整期限",
        do=lambda done: tasks.change_deadline(
            actor=request.actor, task=task, due_on=done.cleaned_data["due_on"], reason=done.cleaned_data["reason"]
        ),
    )


@desk("plan.task.change")
def assign_task(request: PageRequest, task_id: int) -> HttpResponse:
    task = found_task(request, task_id)
    form = AssignForm(request.POST or None, bodies=bodies_on(), label="调整理由")
    return _page(
        request,
        task,
        title="调整责任单位",
        form=form,
        success="责任单位已调整",
        submit="调整",
        consequences=["尚未完成的填报转给新的责任单位；原责任单位保留在记录中"],
        do=lambda done: tasks.assign_task(
            actor=request.actor, task=task, lead=done.cleaned_data["lead"], reason=done.cleaned_data["reason"]
        ),
    )
