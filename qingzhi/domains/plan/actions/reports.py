"""Progress reports: saved, handed in, revised."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.tasks.actions import note_act

from ..events import ReportRevised, ReportSubmitted
from ..models import PlanTask, ProgressReport, ReportRevision
from ..refusals import EditedMeanwhile, ReportIncomplete
from ..rules import progress
from ..terms import ReportState
from .deciding import content_of, lock_for, moved_to, take_progress
from .duties import close_duties
from .locking import require_reason

TEXTS = ("text", "problems", "next_steps")
CONTENT = (*TEXTS, "percent")
LONGEST = 10_000


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    report: ProgressReport,
    version: int | None = None,
    evidence: Iterable[StoredFile] | None = None,
    **values: Any,
) -> ProgressReport:
    """Keep what was typed; a report that was returned stays returned until it is handed in again."""
    report = lock_for(actor, "plan.report.write", report)
    moved = moved_to(progress.SAVE, report)
    _refuse_stale(report, version)
    changes = _fill(report, values, evidence)
    if not changes:
        return report
    changes |= changed(report, state=moved)
    report.version += 1
    report.save()
    start_task(report.task)
    record(actor, "plan.save_report", report, changes=changes)
    note_act(actor=actor, subject=report)
    return report


@transaction.atomic
def submit_report(
    *,
    actor: Actor,
    report: ProgressReport,
    version: int | None = None,
    evidence: Iterable[StoredFile] | None = None,
    **values: Any,
) -> ProgressReport:
    """Hand a report in 「提交」. What is missing is refused by field; handing in the same version twice is harmless."""
    report = lock_for(actor, "plan.report.write", report)
    if report.state == ReportState.SUBMITTED and version is not None and report.version == version + 1:
        return report
    moved = moved_to(progress.SUBMIT, report)
    _refuse_stale(report, version)
    changes = _fill(report, values, evidence)
    if found := progress.faults(content_of(report)):
        raise ReportIncomplete("；".join(found.values()), found)
    now = clock.now()
    changes |= changed(report, state=moved, submitted_at=now, submitted_by=actor.name)
    report.first_submitted_on = report.first_submitted_on or clock.today()
    report.version += 1
    report.save()
    start_task(report.task)
    record(actor, "plan.submit_report", report, changes=changes)
    close_duties(actor, report)
    publish(ReportSubmitted(report_id=report.pk, task_id=report.task_id))
    return report


@transaction.atomic
def revise_report(
    *, actor: Actor, report: ProgressReport, reason: str, version: int | None = None, **values: Any
) -> ReportRevision:
    """Correct a report of a locked round 「更正」, dated and with its reason; the old values are kept."""
    report = lock_for(actor, "plan.report.revise", report)
    moved_to(progress.REVISE, report)
    _refuse_stale(report, version)
    reason = require_reason(reason, "更正须写明理由")
    changes = _fill(report, values, None)
    if not changes:
        raise ReportIncomplete("更正没有改变任何内容")
    report.version += 1
    report.save()
    revision = ReportRevision.objects.create(
        report=report,
        revised_at=clock.now(),
        revised_by=actor.name,
        reason=reason,
        old_values={name: old for name, (old, _) in changes.items()},
        new_values={name: new for name, (_, new) in changes.items()},
    )
    record(actor, "plan.revise_report", report, changes=changes, reason=reason)
    take_progress(report.task_id)
    publish(ReportRevised(report_id=report.pk, revision_id=revision.pk))
    return revision


def _refuse_stale(report: ProgressReport, version: int | None) -> None:
    if version is not None and report.version != version:
        theirs = {name: getattr(report, name) for name in CONTENT}
        raise EditedMeanwhile("这份填报刚刚已被他人修改，下面保留了您填写的内容，请核对后再提交", theirs)


def _fill(report: ProgressReport, values: dict[str, Any], evidence: Iterable[StoredFile] | None) -> dict[str, Any]:
    unknown = set(values) - set(CONTENT)
    if unknown:
        raise TypeError(f"a report has no field {sorted(unknown)}")
    texts = {name: str(values[name]).strip() for name in TEXTS if name in values}
    refuse_classified(*texts.values())
    if long := [name for name, text in texts.items() if len(text) > LONGEST]:
        raise ReportIncomplete(f"文字不能超过 {LONGEST} 字", dict.fromkeys(long, f"不能超过 {LONGEST} 字"))
    percent = values.get("percent", report.percent)
    if percent is not None and not 0 <= percent <= 100:
        raise ReportIncomplete("进度应在 0 至 100 之间", {"percent": "进度应在 0 至 100 之间"})
    changes = changed(report, **texts, percent=percent)
    if evidence is not None:
        old = {file.pk: file for file in report.evidence.all()}
        new = {file.pk: file for file in evidence}
        if set(old) != set(new):
            report.evidence.set(new.values())
            changes["evidence"] = ([str(one) for one in old.values()], [str(one) for one in new.values()])
    return changes


def start_task(task: PlanTask) -> None:
    """Note that the body did something about the task for the first time."""
    if task.started_on is None:
        PlanTask.objects.filter(pk=task.pk, started_on=None).update(started_on=clock.today())
