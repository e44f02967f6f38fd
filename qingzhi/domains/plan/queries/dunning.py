"""What a body is to be dunned for, and the notices as lists show them."""

from datetime import date

from django.db.models import Count, Max, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body

from ..models import DunningNotice, DunningTask, Plan, PlanTask, ProgressReport
from ..models.report import OUTSTANDING
from ..rules.tracking.terms import TaskCode
from .tasks import in_state


def matters_to_dun(body: Body, plan: Plan) -> list[DunningTask]:
    """The late tasks and the reports that never came, of one body, which stand on no open notice; not saved."""
    today = clock.today()
    open_matters = DunningTask.objects.filter(notice__closed_on=None)
    tasks = (
        PlanTask.objects.filter(in_state(TaskCode.OVERDUE), lead=body, plan=plan)
        .exclude(pk__in=open_matters.filter(report=None).values("task"))
        .order_by("due_on", "pk")
    )
    reports = (
        overdue_reports()
        .filter(body=body, task__plan=plan)
        .exclude(pk__in=open_matters.exclude(report=None).values("report"))
        .select_related("task")
        .order_by("due_on", "pk")
    )
    found = [DunningTask(task=task, due_on=task.due_on, days_late=_days(task.due_on)) for task in tasks]
    found += [
        DunningTask(task=report.task, report=report, due_on=report.due_on, days_late=(today - report.due_on).days)
        for report in reports
    ]
    return found


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


def _days(due_on: date) -> int:
    return max(0, (clock.today() - due_on).days)
