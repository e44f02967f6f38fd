"""What a body is to be dunned for, and the notices as lists show them."""

from datetime import date

from django.db.models import Count, Max, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body

from ..models import DunningNotice, DunningTask, Plan, PlanTask, ProgressReport
from ..models.report import OUTSTANDING
from ..rules.tracking.terms import TaskCode
from .tasks import in_state
from .thresholds import task_thresholds


def matters_to_dun(body: Body, plan: Plan) -> list[DunningTask]:
    """The late tasks and the reports that never came, of one body, which stand on no open notice; not saved."""
    today = clock.today()
    open_matters = DunningTask.objects.filter(notice__closed_on=None)
    thresholds = task_thresholds(today)
    tasks = (
        PlanTask.objects.filter(in_state(TaskCode.OVERDUE, thresholds=thresholds), lead=body, plan=plan)
        .exclude(pk__in=open_matters.filter(report=None).values("task"))
        .prefetch_related("milestones")
        .order_by("due_on", "pk")
    )
    reports = (
        overdue_reports()
        .filter(body=body, task__plan=plan)
        .exclude(pk__in=open_matters.exclude(report=None).values("report"))
        .select_related("task", "round")
        .order_by("due_on", "pk")
    )
    found = [_late_task(task, today) for task in tasks]
    for report in reports:
        days = (today - report.due_on).days
        cause = f"{report.round.label}未报进展"
        found.append(DunningTask(task=report.task, report=report, cause=cause, due_on=report.due_on, days_late=days))
    return found


def _late_task(task: PlanTask, today: date) -> DunningTask:
    """The matter of a late task: its deadline, or the milestone that was missed longest ago."""
    stopped_in_time = task.suspended_on is not None and task.suspended_on <= task.due_on
    if task.due_on < today and not stopped_in_time:
        return DunningTask(task=task, cause="未办结", due_on=task.due_on, days_late=(today - task.due_on).days)
    missed = [one for one in task.milestones.all() if one.due_on < today and one.done_on is None]
    first = min(missed, key=lambda one: one.due_on)
    days = (today - first.due_on).days
    return DunningTask(task=task, cause=f"节点“{first.title[:60]}”未完成", due_on=first.due_on, days_late=days)


def overdue_reports() -> QuerySet[ProgressReport]:
    """Reports on open tasks in open rounds whose day has passed and which have not been handed in (again)."""
    return ProgressReport.objects.filter(
        state__in=OUTSTANDING,
        due_on__lt=clock.today(),
        round__locked_at=None,
        task__done_on=None,
        task__cancelled_on=None,
    )


def notice_rows(notices: QuerySet[DunningNotice]) -> QuerySet[DunningNotice]:
    """Everything that a row of a list shows, in one query."""
    return notices.select_related("body__region", "round").annotate(
        matter_count=Count("matters", distinct=True), level=Max("escalations__level__level")
    )
