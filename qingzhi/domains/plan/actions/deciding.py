"""The office decides on progress reports: returned or accepted; and what the task takes over from them."""

from collections.abc import Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import ReportAccepted, ReportReturned
from ..models import PlanTask, ProgressReport, ReportReturn
from ..queries.deadlines import REPORT_RETURN, due_by
from ..refusals import EvidenceMissing, ReportNotMovable
from ..rules import progress
from ..terms import ReportState
from .duties import open_mend_item
from .locking import lock_report, region_code, require_reason


@transaction.atomic
def return_report(*, actor: Actor, report: ProgressReport, reason: str) -> ProgressReport:
    """Send a report back 「退回」 with the reason; it is due again by the limit `plan.report.return`.

    Where the body was succeeded meanwhile, the task's present lead is asked.
    """
    report = lock_for(actor, "plan.report.decide", report)
    moved = moved_to(progress.RETURN, report)
    reason = require_reason(reason, "退回须写明理由，例如缺少哪项佐证")
    due_on, explained = due_by(REPORT_RETURN, clock.today())
    now = clock.now()
    ReportReturn.objects.create(
        report=report, body=report.body, returned_at=now, returned_by=actor.name, reason=reason, due_on=due_on
    )
    changes = changed(
        report,
        state=moved,
        return_reason=reason,
        decided_at=now,
        decided_by=actor.name,
        due_on=due_on,
        body=report.task.lead,
    )
    report.version += 1
    report.save()
    record(actor, "plan.return_report", report, changes=changes, reason=reason)
    open_mend_item(actor, report, explained)
    publish(ReportReturned(report_id=report.pk, task_id=report.task_id))
    return report


@transaction.atomic
def accept_report(*, actor: Actor, report: ProgressReport, note: str = "") -> ProgressReport:
    """Accept a report 「认可」: the task's progress becomes its own. Progress without evidence needs a note why."""
    report = lock_for(actor, "plan.report.decide", report)
    moved = moved_to(progress.ACCEPT, report)
    gap = progress.evidence_gap(content_of(report))
    if gap and len(note.strip()) < 2:
        raise EvidenceMissing(f"{gap}。请退回补正，或写明仍予认可的理由")
    changes = changed(report, state=moved, decided_at=clock.now(), decided_by=actor.name, return_reason="")
    report.version += 1
    report.save()
    record(actor, "plan.accept_report", report, changes=changes, reason=note.strip())
    take_progress(report.task_id)
    publish(ReportAccepted(report_id=report.pk, task_id=report.task_id, percent=report.percent or 0))
    return report


@transaction.atomic
def accept_reports(*, actor: Actor, reports: Sequence[ProgressReport]) -> tuple[int, list[tuple[ProgressReport, str]]]:
    """Accept a batch: those whose evidence bears them. Returns how many, and the others with the reason each.

    Locked in the order of their numbers; a report that somebody else decided meanwhile is among the others.
    """
    require(actor, "plan.report.decide")
    accepted, left = 0, []
    for report in sorted(reports, key=lambda one: one.pk):
        try:
            accept_report(actor=actor, report=report)
        except (ReportNotMovable, EvidenceMissing) as refused:
            left.append((report, refused.reason))
        else:
            accepted += 1
    return accepted, left


def content_of(report: ProgressReport) -> progress.Content:
    """What a report says, for the rules."""
    return progress.Content(
        text=report.text,
        percent=report.percent,
        problems=report.problems,
        evidence_count=report.evidence.count(),
        last_percent=report.task.percent,
        expects_evidence=bool(report.task.expected_evidence.strip()),
    )


def take_progress(task_id: int) -> None:
    """Set the task's progress to that of its last accepted report: the one place that keeps the two the same."""
    last = (
        ProgressReport.objects.filter(task=task_id, state=ReportState.ACCEPTED)
        .order_by("-round__period_to", "-pk")
        .values("percent", "submitted_at")
        .first()
    )
    percent = (last["percent"] or 0) if last else 0
    handed_in = last["submitted_at"] if last else None
    on = handed_in.astimezone(clock.now().tzinfo).date() if handed_in else None
    PlanTask.objects.filter(pk=task_id).update(percent=percent, reported_on=on)


def lock_for(actor: Actor, permit: str, report: ProgressReport) -> ProgressReport:
    """The report, locked, when the actor may do this on it."""
    report = lock_report(report.pk)
    require(actor, permit, body_id=report.body_id, region_code=region_code(report.task))
    return report


def moved_to(verb: str, report: ProgressReport) -> ReportState:
    """The state that a verb leads to; raises when it may not be done now."""
    found = progress.move(verb, report.state, locked=report.round.is_locked)
    if not found or found.to is None:
        raise ReportNotMovable(found.reason)
    return found.to
