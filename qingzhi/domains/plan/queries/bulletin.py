"""The figures of the bulletin, each a count of rows that a list shows."""

from django.db.models import Count, Q

from qingzhi.base import clock
from qingzhi.base.identity.models import Body

from ..models import DunningEscalation, DunningNotice, PlanTask, ProgressReport, ReportingRound, ReportReturn
from ..rules.bulletin import BodyLine, BulletinFigures
from ..rules.tracking.terms import TaskCode
from ..terms import ReportState
from .boards import task_counts, unanswered
from .tasks import OPEN, in_state

MISSING = (ReportState.OWED, ReportState.DRAFT, ReportState.MISSED)


def bulletin_figures(round_: ReportingRound) -> BulletinFigures:
    """Everything that the bulletin of a round says, as of today."""
    tasks = PlanTask.objects.filter(plan=round_.plan_id, cancelled_on=None)
    reports = ProgressReport.objects.filter(round=round_).exclude(state=ReportState.WAIVED)
    notices = DunningNotice.objects.filter(matters__task__plan=round_.plan_id).distinct()
    counts = task_counts(tasks)
    found = reports.aggregate(
        all=Count("pk"),
        on_time=Count("pk", filter=Q(first_submitted_on__lte=round_.due_on)),
        accepted=Count("pk", filter=Q(state=ReportState.ACCEPTED)),
        owed=Count("pk", filter=Q(state__in=MISSING)),
    )
    return BulletinFigures(
        plan=round_.plan.title,
        period=round_.label,
        as_of=clock.today(),
        tasks=counts["all"],
        done=counts["done"],
        late=counts["overdue"],
        due_soon=counts["due_soon"],
        reports=found["all"],
        on_time=found["on_time"],
        accepted=found["accepted"],
        returned=ReportReturn.objects.filter(report__round=round_).count(),
        owed=found["owed"],
        dunned=notices.count(),
        unanswered=unanswered(notices).count(),
        escalated=DunningEscalation.objects.filter(notice__in=notices).count(),
        bodies=body_lines(round_),
    )


def body_lines(round_: ReportingRound) -> list[BodyLine]:
    """One line for each body that leads a task or owes a report."""
    tasks = PlanTask.objects.filter(plan=round_.plan_id, cancelled_on=None).order_by()
    led = dict(tasks.values_list("lead").annotate(Count("pk")))
    done = dict(tasks.filter(done_on__isnull=False).values_list("lead").annotate(Count("pk")))
    late = dict(tasks.filter(OPEN & in_state(TaskCode.OVERDUE)).values_list("lead").annotate(Count("pk")))
    missing = ProgressReport.objects.filter(round=round_, state__in=MISSING).order_by()
    owed = dict(missing.values_list("body").annotate(Count("pk")))
    notices = DunningNotice.objects.filter(matters__task__plan=round_.plan_id).distinct().order_by()
    dunned = dict(notices.values_list("body").annotate(Count("pk", distinct=True)))
    silent = dict(unanswered(notices).values_list("body").annotate(Count("pk", distinct=True)))
    bodies = Body.objects.filter(pk__in={*led, *owed, *dunned})
    return [
        BodyLine(
            name=body.short_name,
            code=body.code,
            tasks=led.get(body.pk, 0),
            done=done.get(body.pk, 0),
            late=late.get(body.pk, 0),
            owed=owed.get(body.pk, 0),
            dunned=dunned.get(body.pk, 0),
            unanswered=silent.get(body.pk, 0),
        )
        for body in bodies
    ]
