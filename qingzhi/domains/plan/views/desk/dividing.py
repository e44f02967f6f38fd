"""Dividing: a measure, a decision or a task becomes tasks for bodies and regions."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.request import PageRequest

from ...access.conference import visible_meetings
from ...access.versions import visible_plans, visible_versions
from ...actions.tasks import Draft, decision_to_task, divide_measure, split_task_to_regions
from ...forms.tracking import DivideForm
from ...models import Decision, Measure, PlanTask
from ...queries.division import main_plan, measure_proposals, proposals_below
from ...rules.division import Proposal, short_title
from .acting import found_task

Give = Callable[[list[Draft]], list[PlanTask]]


@desk("plan.task.divide")
def divide(request: PageRequest, measure_id: int) -> HttpResponse:
    """A measure becomes tasks: the bodies that the plan names, and the offices of the regions, are proposed."""
    rows = Measure.objects.filter(version__in=visible_versions(request.actor)).select_related("version__plan")
    measure = get_object_or_404(rows, pk=measure_id)
    plan = measure.version.plan
    proposals = measure_proposals(measure, by_region=True)
    due_on = measure.due_on or date(plan.period_to, 12, 31) if plan.period_to else measure.due_on
    initial: dict[str, object] = {"title": short_title(measure.text), "text": measure.text, "due_on": due_on}
    initial["leads"] = [str(one.lead_id) for one in proposals if not one.region_code]
    initial["supports"] = sorted({pk for one in proposals for pk in one.supports})
    return _page(
        request,
        proposals,
        initial,
        source=("措施", measure.text, reverse("plan:plan", args=[plan.code])),
        give=lambda drafts: divide_measure(actor=request.actor, plan=plan, measure=measure, drafts=drafts),
    )


@desk("plan.task.divide")
def divide_decision(request: PageRequest, decision_id: int) -> HttpResponse:
    """A decision of the conference becomes tasks."""
    rows = Decision.objects.filter(meeting__in=visible_meetings(request.actor)).select_related("meeting")
    decision = get_object_or_404(rows, pk=decision_id)
    plan = main_plan(visible_plans(request.actor))
    if plan is None:
        messages.error(request, "还没有可见的规划，不能下达任务")
        return redirect("plan:meeting", decision.meeting_id)
    initial: dict[str, object] = {"title": short_title(decision.text), "text": decision.text}
    return _page(
        request,
        [],
        initial,
        source=("议定事项", decision.text, reverse("plan:meeting", args=[decision.meeting_id])),
        give=lambda drafts: decision_to_task(actor=request.actor, plan=plan, decision=decision, drafts=drafts),
    )


@desk("plan.task.split")
def split_task(request: PageRequest, task_id: int) -> HttpResponse:
    """A task is split over the divisions below its own."""
    task = found_task(request, task_id)
    proposals = proposals_below(task)
    initial = {
        "title": task.title,
        "text": task.text,
        "due_on": task.due_on,
        "leads": [str(p.lead_id) for p in proposals],
    }
    initial["expected_evidence"] = task.expected_evidence
    return _page(
        request,
        proposals,
        initial,
        source=("总任务", str(task), reverse("plan:task", args=[task.pk])),
        give=lambda drafts: split_task_to_regions(actor=request.actor, task=task, drafts=drafts),
    )


def _page(
    request: PageRequest,
    proposals: list[Proposal],
    initial: dict[str, object],
    *,
    source: tuple[str, str, str],
    give: Give,
) -> HttpResponse:
    bodies = bodies_on()
    names = dict(Body.objects.values_list("pk", "short_name"))
    form = DivideForm(request.POST or None, initial=initial, proposals=proposals, bodies=bodies, names=names)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: give(drafts_of(form)))
        if made:
            messages.success(request, f"已下达 {len(made)} 项任务")
            return redirect(f"{reverse('plan:tasks')}?q={made[0].code.rsplit('-', 1)[0]}")
    return render(request, "plan/divide.html", {"form": form, "source": source, "count": len(proposals)})


def drafts_of(form: DivideForm) -> list[Draft]:
    """One draft for each body that was chosen."""
    data = form.cleaned_data
    chosen = {int(value) for value in data["leads"]} | {body.pk for body in data["others"]}
    supports = list(data["supports"])
    return [
        Draft(
            title=data["title"],
            text=data["text"],
            lead=body,
            due_on=data["due_on"],
            region=body.region,
            supports=supports,
            expected_evidence=data["expected_evidence"],
        )
        for body in Body.objects.filter(pk__in=chosen).select_related("region").order_by("position", "code")
    ]
