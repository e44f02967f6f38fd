"""Reports as lists show them, and what is owed in a round."""

from django.db.models import Count, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body

from ..models import ProgressReport, ReportingRound
from ..rules.reporting import Light, light_of
from ..terms import ReportState


def report_light(report: ProgressReport) -> Light:
    """A report's light today."""
    return light_of(report.state, report.due_on, report.first_submitted_on, clock.today())


def deadline_light(report: ProgressReport) -> Light:
    """The light of a report's deadline: what was handed in has none any more."""
    if report.state == ReportState.SUBMITTED:
        return Light("done", "已提交", "")
    return report_light(report)


def with_parts(reports: QuerySet[ProgressReport]) -> QuerySet[ProgressReport]:
    """Everything that a row of a list shows, in one query."""
    return reports.select_related("task__region", "body", "round")


def to_review(reports: QuerySet[ProgressReport]) -> QuerySet[ProgressReport]:
    """What waits for the office, the longest first, with the count of evidence."""
    found = reports.filter(state=ReportState.SUBMITTED, round__locked_at=None)
    return with_parts(found).annotate(evidence_count=Count("evidence", distinct=True)).order_by("submitted_at", "pk")


def body_rows(round_: ReportingRound, bodies: QuerySet[Body]) -> QuerySet[Body]:
    """The bodies that owe reports in a round, with how many stand where, and how many came in time."""
    counts = {
        f"{state.value}_count": Count("progress_reports", filter=Q(progress_reports__state=state))
        for state in ReportState
    }
    in_time = Q(progress_reports__first_submitted_on__lte=round_.due_on)
    return bodies.filter(progress_reports__round=round_).annotate(
        all_count=Count("progress_reports"), in_time_count=Count("progress_reports", filter=in_time), **counts
    )


def counts_of(round_: ReportingRound) -> dict[str, int]:
    """How many reports of a round stand in which state; every state has its count."""
    found = dict(ProgressReport.objects.filter(round=round_).values_list("state").annotate(Count("pk")))
    return {state.value: found.get(state.value, 0) for state in ReportState}


def last_report(report: ProgressReport) -> ProgressReport | None:
    """The last accepted report on the same task, from which a new one is filled in."""
    found = ProgressReport.objects.filter(task=report.task_id, state=ReportState.ACCEPTED).exclude(pk=report.pk)
    return found.order_by("-round__period_to", "-pk").first()
