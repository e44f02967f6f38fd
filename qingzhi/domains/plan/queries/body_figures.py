"""What evaluation asks of bodies: their reports and tasks in a period, each share with the number behind it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from qingzhi.base.identity.models import Body
from qingzhi.domains.metrics.queries.body_figures import BodyFigure, BodyFigureSource, Span, register_body_figure

from ..models import DunningNotice, PlanTask, ProgressReport
from ..terms import ReportState

HUNDRED = Decimal(100)


def reports_on_time(period: Span) -> Mapping[int, BodyFigure]:
    """Of the reports of rounds that ended in the period the share that was first sent in time."""
    rows = _reports(period)
    in_time = Count("pk", filter=Q(first_submitted_on__lte=F("due_on")))
    return _shares(rows.values_list("body").annotate(part=in_time, whole=Count("pk")))


def reports_accepted(period: Span) -> Mapping[int, BodyFigure]:
    """Of the same reports the share that was accepted without being sent back."""
    good = Count("pk", filter=Q(state=ReportState.ACCEPTED, returns=None))
    return _shares(_reports(period).values_list("body").annotate(part=good, whole=Count("pk", distinct=True)))


def tasks_done(period: Span) -> Mapping[int, BodyFigure]:
    """Of the tasks due in the period the share that was done by its end."""
    rows = PlanTask.objects.filter(due_on__range=(period.first, period.last), cancelled_on=None).order_by()
    done = Count("pk", filter=Q(done_on__lte=period.last))
    return _shares(rows.values_list("lead").annotate(part=done, whole=Count("pk")))


def dunned(period: Span) -> Mapping[int, BodyFigure]:
    """How often a body that owed reports in the period was dunned in it."""
    rows = DunningNotice.objects.filter(issued_on__range=(period.first, period.last)).order_by()
    counts = dict(rows.values_list("body").annotate(Count("pk")))
    asked = _reports(period).values_list("body", flat=True).distinct()
    urls = _urls({*counts, *asked})
    return {
        body: BodyFigure(Decimal(counts.get(body, 0)), counts.get(body, 0), None, url) for body, url in urls.items()
    }


def _reports(period: Span) -> QuerySet[ProgressReport]:
    rows = ProgressReport.objects.filter(round__period_to__range=(period.first, period.last))
    return rows.exclude(state=ReportState.WAIVED).order_by()


def _shares(rows: Iterable[Any]) -> dict[int, BodyFigure]:
    told = list(rows)
    urls = _urls({body for body, _, _ in told})
    return {
        body: BodyFigure((HUNDRED * part / whole).quantize(Decimal("0.01")), part, whole, urls[body])
        for body, part, whole in told
    }


def _urls(bodies: Iterable[int]) -> dict[int, str]:
    rows = Body.objects.filter(pk__in=bodies).values_list("pk", "code")
    return {pk: reverse("plan:body_record", args=[code]) for pk, code in rows}


SOURCES = (
    BodyFigureSource("plan.reports_on_time", "按时填报率", "本期应填报的进展中按时提交的比重", "%", reports_on_time),
    BodyFigureSource("plan.reports_accepted", "填报认可率", "本期应填报的进展中未被退回即认可的比重", "%", reports_accepted),
    BodyFigureSource("plan.tasks_done", "到期任务完成率", "本期到期的任务中期末前完成的比重", "%", tasks_done),
    BodyFigureSource("plan.dunned", "被督办次数", "本期收到的督办单件数", "次", dunned, down=True),
)  # fmt: skip


def register_body_figures() -> None:
    """Called once, by the app."""
    for source in SOURCES:
        register_body_figure(source)
