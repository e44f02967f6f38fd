"""What tracking asks of bodies, as work items 「待办」 in the one inbox."""

from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor
from qingzhi.engine.tasks.actions import NewItem, close_items, close_items_about, open_item, open_items
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.terms import Outcome, Priority

from ..events import RoundOpened
from ..models import DunningNotice, ProgressReport, ReportingRound
from ..models.report import OUTSTANDING
from ..terms import ReportState

REPORT = work_kind("plan.report", "进展填报", verb="填报", icon="edit").code
MEND = work_kind("plan.report.mend", "补正填报", verb="补正", icon="edit").code
ANSWER = work_kind("plan.dunning", "督办答复", verb="答复", icon="late").code
BATCH = 500


def open_report_items(
    actor: Actor, round_: ReportingRound, reports: Sequence[ProgressReport], explained: Sequence[str]
) -> None:
    """Open the duty to report for every report of a round, in bulk: one audit entry and one event stand for all."""
    asked = [
        NewItem(
            title=f"{round_.label}进展填报：{report.task.title}"[:200],
            url=reverse("plan:report_form", args=[report.pk]),
            body=report.body,
            subject=report,
            due_on=report.due_on,
            due_explained=explained,
            lead_region=report.task.region.code if report.task.region else "",
        )
        for report in reports
    ]
    open_items(actor=actor, kind=REPORT, items=asked, about=round_)
    publish(RoundOpened(round_id=round_.pk, report_count=len(reports)))


def open_mend_item(actor: Actor, report: ProgressReport, explained: Sequence[str]) -> None:
    """Open the duty to mend a returned report."""
    open_item(
        actor=actor,
        kind=MEND,
        title=f"补正填报：{report.task.title}"[:200],
        url=reverse("plan:report_form", args=[report.pk]),
        body=report.body,
        subject=report,
        due_on=report.due_on,
        due_explained=explained,
        priority=Priority.URGENT,
        lead_region=report.task.region.code if report.task.region else "",
    )


def open_answer_item(actor: Actor, notice: DunningNotice, explained: Sequence[str]) -> None:
    """Open the duty to answer a notice."""
    open_item(
        actor=actor,
        kind=ANSWER,
        title=f"答复督办单{notice.number}",
        url=reverse("plan:dunning_notice", args=[notice.pk]),
        body=notice.body,
        subject=notice,
        due_on=notice.answer_due_on,
        due_explained=explained,
        priority=Priority.MOST_URGENT,
    )


def close_duties(actor: Actor, subject: ProgressReport | DunningNotice, *, done: bool = True, reason: str = "") -> None:
    """Close what was asked about a report or a notice."""
    close_items(actor=actor, subject=subject, outcome=Outcome.DONE if done else Outcome.CANCELLED, reason=reason)


def end_reports(actor: Actor, reports: QuerySet[ProgressReport], reason: str) -> None:
    """Ask no more for what is outstanding of these: waived 「免报」, or missed where its round had fallen due."""
    today, now = clock.today(), clock.now()
    outstanding = reports.filter(state__in=OUTSTANDING).select_for_update(of=("self",)).select_related("round")
    for report in outstanding.order_by("pk"):
        state = ReportState.MISSED if report.round.due_on < today else ReportState.WAIVED
        changes = changed(report, state=state, decided_at=now, decided_by=actor.name)
        report.save(update_fields=list(changes))
        record(actor, "plan.end_report", report, changes=changes, reason=reason)
        close_duties(actor, report, done=False, reason=reason)


def miss_reports(actor: Actor, round_: ReportingRound, reason: str) -> int:
    """Take everything outstanding of a round as missed 「未完成填报」, in bulk: one audit entry stands for all."""
    now = clock.now()
    rows = ProgressReport.objects.filter(round=round_, state__in=OUTSTANDING).select_for_update()
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        ProgressReport.objects.filter(pk__in=part).update(
            state=ReportState.MISSED, decided_at=now, decided_by=actor.name, version=F("version") + 1
        )
    if ids:
        close_items_about(
            actor=actor,
            subjects=[ProgressReport(pk=pk) for pk in ids],
            outcome=Outcome.CANCELLED,
            reason=reason,
            about=round_,
        )
        record(actor, "plan.miss_reports", round_, changes={"missed": (0, len(ids))}, reason=reason)
    return len(ids)
