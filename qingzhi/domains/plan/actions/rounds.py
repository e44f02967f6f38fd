"""Opening and locking reporting rounds."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from .. import events
from ..models import Plan, PlanTask, ProgressReport, ReportingRound
from ..queries.deadlines import REPORT_DUE, due_by
from ..refusals import RoundExists, RoundLocked, ValueNotValid
from .duties import BATCH, miss_reports, open_report_items
from .locking import lock_round


@transaction.atomic
def open_round(
    *,
    actor: Actor,
    plan: Plan,
    label: str,
    period_from: date,
    period_to: date,
    opens_on: date | None = None,
    due_on: date | None = None,
) -> ReportingRound:
    """Open a reporting round 「填报期」: every open task given out by the period's end is to be reported on.

    Without a date of its own it is due by the limit `plan.report.due`, counted from the last day of the period or from
    the day of opening, whichever is later. One action for the whole batch.
    """
    require(actor, "plan.round.open", body_id=plan.owner_id or 0)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    label = label.strip()
    opens_on = opens_on or clock.today()
    due_on, explained = _due(due_on, max(period_to, opens_on))
    _check(plan, label, period_from, period_to, opens_on, due_on)
    round_ = ReportingRound.objects.create(
        plan=plan,
        label=label,
        period_from=period_from,
        period_to=period_to,
        opens_on=opens_on,
        due_on=due_on,
        due_explained="\n".join(explained),
    )
    record(actor, "plan.open_round", round_, changes={"label": ("", label), "due_on": (None, due_on)})
    add_reports(actor, round_, explained)
    return round_


def add_reports(actor: Actor, round_: ReportingRound, explained: list[str]) -> int:
    """The duty to report for every open task of the plan that has none in this round yet; returns how many."""
    tasks = (
        PlanTask.objects.filter(plan=round_.plan_id, done_on=None, cancelled_on=None, suspended_on=None)
        .filter(opened_on__lte=round_.period_to)
        .exclude(reports__round=round_)
        .select_related("region", "lead__region")
        .order_by("pk")
    )
    rows = [ProgressReport(task=task, round=round_, body=task.lead, due_on=round_.due_on) for task in tasks]
    made = ProgressReport.objects.bulk_create(rows, batch_size=BATCH)
    if made:
        open_report_items(actor, round_, made, explained)
    return len(made)


@transaction.atomic
def complete_round(*, actor: Actor, round: ReportingRound) -> int:
    """Add the duty to report for tasks that were given out after the round was opened; twice adds nothing."""
    require(actor, "plan.round.open", body_id=round.plan.owner_id or 0)
    round = lock_round(round.pk)
    if round.is_locked:
        raise RoundLocked(f"“{round.label}”已锁定，不能再增加填报任务")
    return add_reports(actor, round, round.due_explained.splitlines())


@transaction.atomic
def lock_period(*, actor: Actor, round: ReportingRound) -> ReportingRound:
    """Lock a round 「锁定」: nothing in it changes any more but by a dated revision. Twice changes nothing."""
    require(actor, "plan.round.lock", body_id=round.plan.owner_id or 0)
    round = lock_round(round.pk)
    if round.is_locked:
        return round
    waiting = ProgressReport.objects.filter(round=round, state="submitted").count()
    if waiting:
        raise RoundLocked(f"还有 {waiting} 份填报等待审核，全部认可或退回后才能锁定")
    if round.due_on >= clock.today():
        raise RoundLocked(f"填报期限 {round.due_on} 尚未届满，不能锁定")
    changes = changed(round, locked_at=clock.now(), locked_by=actor.name)
    round.save(update_fields=list(changes))
    record(actor, "plan.lock_round", round, changes=changes)
    miss_reports(actor, round, f"“{round.label}”已锁定")
    publish(events.RoundLocked(round_id=round.pk))
    return round


def _due(due_on: date | None, start: date) -> tuple[date, list[str]]:
    if due_on is not None:
        return due_on, [f"填报期限由办公室定为 {due_on}"]
    return due_by(REPORT_DUE, start)


def _check(plan: Plan, label: str, period_from: date, period_to: date, opens_on: date, due_on: date) -> None:
    if not label:
        raise ValueNotValid("请填写填报期名称", "label")
    if period_to < period_from:
        raise ValueNotValid("填报期的止日不能早于起日", "period_to")
    if due_on < opens_on:
        raise ValueNotValid("填报期限不能早于开始填报的日期", "due_on")
    same = ReportingRound.objects.filter(plan=plan).filter(
        Q(label=label) | Q(period_from=period_from, period_to=period_to)
    )
    if found := same.first():
        raise RoundExists(f"“{found.label}”（{found.period_from} 至 {found.period_to}）已经开启，请勿重复")
