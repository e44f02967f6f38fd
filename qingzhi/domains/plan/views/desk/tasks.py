"""Tasks: the list, one's own, one task."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Entry, Figure, Stage
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, check
from qingzhi.engine.documents.queries import documents_about

from ...access.tasks import visible_reports, visible_tasks
from ...actions.locking import region_code
from ...models import PlanTask, ProgressReport
from ...models.report import OUTSTANDING
from ...queries.boards import task_counts
from ...queries.reports import report_light
from ...queries.tasks import judged, measure_of, with_parts
from ...queries.thresholds import task_thresholds
from ...rules.tracking.terms import TaskCode
from .acting import drawer, found_task
from .listings import MyTaskListing, ReportListing, TaskListing
from .milestones import milestone_entries, milestone_rows

VERBS = (
    ("plan.task.split", "split_task", "分解到地区"),
    ("plan.task.change", "complete_task", "办结"),
    ("plan.task.change", "change_deadline", "调整期限"),
    ("plan.task.change", "assign_task", "调整责任单位"),
    ("plan.task.change", "set_milestones", "设置节点"),
    ("plan.task.change", "suspend_task", "暂停"),
    ("plan.task.change", "cancel_task", "撤销"),
)


@desk("plan.task.view")
def tasks(request: PageRequest) -> HttpResponse:
    """All tasks that the actor may see: status and deadline first."""
    listing = TaskListing(request, with_parts(visible_tasks(request.actor)))
    return listing.respond("plan/tasks.html")


@desk("plan.task.view")
def my_tasks(request: PageRequest) -> HttpResponse:
    """What one's own body leads, and the reports that it owes."""
    mine = visible_tasks(request.actor).filter(lead=request.actor.body_id)
    thresholds = task_thresholds()
    counts = task_counts(mine, thresholds)
    owed = visible_reports(request.actor).filter(
        body=request.actor.body_id, state__in=OUTSTANDING, round__locked_at=None
    )
    owed_rows = list(owed.select_related("task", "round").order_by("due_on", "pk")[:200])
    here = reverse("plan:my_tasks")
    figures = [
        Figure("在办任务", counts["open"], f"{here}?", unit="项"),
        Figure("逾期任务", counts["overdue"], f"{here}?state=overdue", state="late" if counts["overdue"] else ""),
        Figure("待填报", len(owed_rows), "#owed", state="warn" if owed_rows else "", unit="份"),
        Figure("已完成", counts["done"], f"{here}?state=done", state="done"),
    ]
    listing = MyTaskListing(request, with_parts(mine), thresholds=thresholds)
    context = {"figures": figures, "owed": [(one, report_light(one)) for one in owed_rows[:12]], "more": owed_rows[12:]}
    return listing.respond("plan/my_tasks.html", context)


@desk("plan.task.view")
def task(request: PageRequest, task_id: int) -> HttpResponse:
    """One task: where it stands and why, milestones, reports, what was done."""
    found = found_task(request, task_id)
    found.thresholds = task_thresholds()  # type: ignore[attr-defined]
    reports = list(
        found.reports.select_related("round", "body").prefetch_related("evidence", "returns", "revisions")
        .order_by("-round__period_to", "-pk")[:40]
    )  # fmt: skip
    allowed = check(request.actor, "plan.report.write", body_id=found.lead_id, region_code=region_code(found))
    owed = next((one for one in reports if one.is_outstanding and not one.round.is_locked), None)
    context = {
        "task": found,
        "measure": measure_of(found),
        "stages": stages_of(found, reports),
        "supports": [one.body for one in found.supports.select_related("body")],
        "milestones": milestone_rows(request, found),
        "milestone_entries": milestone_entries(found),
        "parts": judged(with_parts(found.parts.all())),
        "handovers": found.handovers.select_related("from_body", "to_body"),
        "dunnings": found.dunnings.select_related("notice__body", "report__round"),
        "reports": [(one, report_light(one), entries_of_report(one)) for one in reports],
        "documents": documents_about(found),
        "entries": drawer(found),
        "report_url": reverse("plan:report_form", args=[owed.pk]) if owed and allowed else "",
        "verbs": verbs_of(request.actor, found),
    }
    return render(request, "plan/task.html", context)


@desk("plan.report.view")
def reports(request: PageRequest) -> HttpResponse:
    """Every report that the actor may see."""
    rows = visible_reports(request.actor).select_related("task", "body", "round")
    return ReportListing(request, rows).respond("plan/reports.html")


def verbs_of(actor: Actor, found: PlanTask) -> list[tuple[str, str]]:
    """What the actor may do with a task, as (address, label)."""
    allowed = {
        code: bool(check(actor, code, body_id=found.lead_id, region_code=region_code(found)))
        for code in ("plan.task.split", "plan.task.change")
    }
    if not found.is_open:
        return [(reverse("plan:reopen_task", args=[found.pk]), "重新开启")] if allowed["plan.task.change"] else []
    rows = [(name, label) for permit, name, label in VERBS if allowed[permit]]
    if found.suspended_on:
        rows = [("resume_task", "恢复") if name == "suspend_task" else (name, label) for name, label in rows]
    return [(reverse(f"plan:{name}", args=[found.pk]), label) for name, label in rows]


def stages_of(found: PlanTask, reports: list[ProgressReport]) -> list[Stage]:
    """The stage line: given out, taken up, reported, done (or given up)."""
    code = found.state.task_code
    accepted = found.reported_on is not None
    if code is TaskCode.CANCELLED:
        return [Stage("下达", "past", f"{found.opened_on}"), Stage("撤销", "stopped", f"{found.cancelled_on}")]
    places = [found.opened_on, found.started_on, found.reported_on, found.done_on]
    reached = max(place for place, on in enumerate(places) if on is not None)
    labels = ("下达", "启动", f"推进（{found.percent}%）" if accepted else "推进", "完成")
    found_stages = []
    for place, (label, on) in enumerate(zip(labels, places, strict=True)):
        state = "past" if place < reached or found.done_on else "now" if place == reached else "next"
        found_stages.append(Stage(label, state, f"{on}" if on else ""))
    return found_stages


def entries_of_report(report: ProgressReport) -> list[Entry]:
    """What happened to one report, in order."""
    found = [
        Entry(
            one.returned_at,
            one.returned_by,
            "退回补正",
            note=f"理由：{one.reason.rstrip('。；')}；补正期限 {one.due_on}",
            state="warn",
        )
        for one in report.returns.all()
    ]
    if report.submitted_at:
        files = [(one.name, f"/files/{one.pk}/") for one in report.evidence.all()]
        found.append(Entry(report.submitted_at, report.submitted_by, "提交填报", attachments=files))
    if report.decided_at and report.state == "accepted":
        found.append(Entry(report.decided_at, report.decided_by, "认可", state="done"))
    for one in report.revisions.all():
        told = "；".join(f"{key}：{one.old_values[key]} → {value}" for key, value in one.new_values.items())
        found.append(Entry(one.revised_at, one.revised_by, "更正", note=f"{told}。理由：{one.reason}", state="warn"))
    return sorted(found, key=lambda entry: entry.at)
