"""The record of bodies: counts for lists, and everything that happened for one page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.models import Body

from ..models import DunningEscalation, DunningNotice, PlanTask, ProgressReport, ReportReturn, TaskHandover
from ..rules.standing import Standing
from ..rules.tracking.terms import TaskCode
from ..terms import ReportState
from .boards import unanswered
from .tasks import OPEN, in_state

LATEST = 60


@dataclass(frozen=True)
class RecordEntry:
    """One thing that happened to a body, with the page that tells more."""

    at: date
    who: str
    what: str
    note: str = ""
    url: str = ""
    state: str = ""

    @property
    def word(self) -> str:
        return {"late": "滞后", "warn": "退回", "done": "已办"}.get(self.state, "")


def standings(bodies: Iterable[int]) -> dict[int, Standing]:
    """The standing of each body, in one grouped query (and one for the thresholds), whatever their number."""
    wanted, today = list(bodies), clock.today()
    reports = ProgressReport.objects.filter(body__in=wanted, round__due_on__lt=today).exclude(state=ReportState.WAIVED)
    tasks = PlanTask.objects.filter(lead__in=wanted)
    notices = DunningNotice.objects.filter(body__in=wanted)
    counted = [
        _counted(reports, "body", "reports_due"),
        _counted(reports.filter(first_submitted_on__lte=F("round__due_on")), "body", "reports_on_time"),
        _counted(ReportReturn.objects.filter(body__in=wanted), "body", "reports_returned"),
        _counted(tasks.filter(OPEN), "lead", "tasks_open"),
        _counted(tasks.filter(in_state(TaskCode.OVERDUE)), "lead", "tasks_late"),
        _counted(tasks.filter(done_on__isnull=False), "lead", "tasks_done"),
        _counted(notices, "body", "dunned"),
        _counted(unanswered(notices), "body", "dunned_unanswered"),
        _counted(DunningEscalation.objects.filter(notice__body__in=wanted), "notice__body", "escalated"),
    ]
    found: dict[int, dict[str, int]] = {pk: {} for pk in wanted}
    for body_id, name, count in counted[0].union(*counted[1:], all=True) if wanted else ():
        found[body_id][name] = count
    return {pk: Standing(**counts) for pk, counts in found.items()}


def record_entries(body: Body, limit: int = LATEST) -> list[RecordEntry]:
    """What happened to a body, newest first: returns, notices, answers, escalations, tasks done, handed over."""
    found = [*_returned(body), *_dunned(body), *_done(body), *_handed_over(body), *_missed(body)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:limit]


def _returned(body: Body) -> Iterable[RecordEntry]:
    rows = ReportReturn.objects.filter(body=body).select_related("report__task", "report__round")
    for one in rows.order_by("-returned_at")[:LATEST]:
        what = f"{one.report.round.label}填报被退回：{one.report.task.title}"
        url = reverse("plan:report", args=[one.report_id])
        yield RecordEntry(_day(one.returned_at), one.returned_by, what, one.reason, url, "warn")


def _dunned(body: Body) -> Iterable[RecordEntry]:
    notices = DunningNotice.objects.filter(body=body).prefetch_related("escalations__level")
    for one in notices.order_by("-issued_on")[:LATEST]:
        url = reverse("plan:dunning_notice", args=[one.pk])
        yield RecordEntry(one.issued_on, one.issued_by, f"收到督办单{one.number}", "", url, "late")
        for step in one.escalations.all():
            what = f"督办单{one.number}升级报送{step.level.title}"
            yield RecordEntry(step.escalated_on, "系统", what, step.explained, url, "late")
        if one.answered_on:
            late = "（逾期）" if one.answered_on > one.answer_due_on else ""
            yield RecordEntry(one.answered_on, one.answered_by, f"答复督办单{one.number}{late}", "", url, "done")


def _done(body: Body) -> Iterable[RecordEntry]:
    rows = PlanTask.objects.filter(lead=body, done_on__isnull=False).order_by("-done_on")[:LATEST]
    for one in rows:
        assert one.done_on is not None
        late = "（逾期）" if one.done_on > one.due_on else ""
        url = reverse("plan:task", args=[one.pk])
        yield RecordEntry(one.done_on, body.short_name, f"完成任务{late}：{one.title}", one.done_note, url, "done")


def _handed_over(body: Body) -> Iterable[RecordEntry]:
    rows = TaskHandover.objects.filter(Q(from_body=body) | Q(to_body=body))
    for one in rows.select_related("task", "from_body", "to_body").order_by("-on", "-pk")[:LATEST]:
        what = f"任务由{one.from_body.short_name}移交{one.to_body.short_name}：{one.task.title}"
        yield RecordEntry(one.on, "办公室", what, one.reason, reverse("plan:task", args=[one.task_id]))


def _missed(body: Body) -> Iterable[RecordEntry]:
    rows = ProgressReport.objects.filter(body=body, state=ReportState.MISSED).select_related("round", "task")
    for one in rows.order_by("-due_on")[:LATEST]:
        url = reverse("plan:report", args=[one.pk])
        yield RecordEntry(one.due_on, "系统", f"{one.round.label}未完成填报：{one.task.title}", "", url, "late")


def _day(at: datetime) -> date:
    return at.astimezone(clock.now().tzinfo).date()


def _counted(rows: QuerySet[Any], body: str, name: str) -> QuerySet[Any, tuple[int, str, int]]:
    """Rows counted by body under a name, as part of one query over all."""
    return rows.order_by().values_list(body).annotate(name=Value(name), count=Count("pk"))
