"""Tasks as lists show them, and filters that say in SQL what `rules.tracking.task_state` says of one task."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, SmallIntegerField, Subquery, When

from qingzhi.base import clock
from qingzhi.base.identity.models import Body

from ..models import Measure, Milestone, PlanTask
from ..rules.tracking.task_state import TaskThresholds
from ..rules.tracking.terms import TaskCode
from ..terms import VersionState
from .thresholds import task_thresholds

OPEN = Q(done_on=None, cancelled_on=None)


def with_parts(tasks: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    """Everything that a row of a list shows, in a fixed number of queries."""
    milestones = Milestone.objects.only("task_id", "title", "due_on", "done_on")
    ended = Case(When(OPEN, then=0), default=1, output_field=SmallIntegerField())
    found = tasks.select_related("lead__region", "region", "plan").annotate(ended=ended)
    return found.prefetch_related(Prefetch("milestones", queryset=milestones))


def judged(tasks: Iterable[PlanTask], thresholds: TaskThresholds | None = None) -> list[PlanTask]:
    """The tasks with today's thresholds set on each, so that none asks for them."""
    thresholds = thresholds or task_thresholds()
    rows = list(tasks)
    for task in rows:
        task.thresholds = thresholds  # type: ignore[attr-defined]
    return rows


def _missed(today: date, *, more_than: int) -> Exists:
    """A milestone missed by more than so many days; the clock of a suspended task stands still."""
    late = Milestone.objects.filter(
        Q(done_on=None) | Q(done_on__gt=today), task=OuterRef("pk"), due_on__lt=today - timedelta(days=more_than)
    )
    return Exists(late)


def first_missed(field: str, today: date) -> Subquery:
    """A field of the milestone that a task has missed for longest."""
    missed = Milestone.objects.filter(
        Q(done_on=None) | Q(done_on__gt=today), task=OuterRef("pk"), due_on__lt=today
    ).order_by("due_on", "pk")
    return Subquery(missed.values(field)[:1])


def in_state(code: TaskCode | str, *, today: date | None = None, thresholds: TaskThresholds | None = None) -> Q:
    """A filter for the tasks that are in this state today."""
    today = today or clock.today()
    rule = thresholds or task_thresholds(today)
    code = TaskCode(code)
    if code is TaskCode.DONE:
        return Q(done_on__isnull=False)
    if code is TaskCode.CANCELLED:
        return Q(cancelled_on__isnull=False)
    overdue = _overdue(today, rule)
    if code is TaskCode.OVERDUE:
        return OPEN & overdue
    running = OPEN & Q(suspended_on=None)
    soon = _soon(today, rule)
    if code is TaskCode.DUE_SOON:
        return running & soon & ~overdue
    if code is TaskCode.NOT_STARTED:
        return running & Q(started_on=None) & ~overdue & ~soon
    quiet = Q(suspended_on=None, started_on__isnull=False) & ~soon
    return OPEN & ~overdue & (quiet | Q(suspended_on__isnull=False))


def _overdue(today: date, rule: TaskThresholds) -> Q:
    running = Q(suspended_on=None) & (Q(due_on__lt=today) | Q(_missed(today, more_than=rule.milestone_days)))
    stopped_late = Milestone.objects.filter(
        Q(done_on=None) | Q(done_on__gt=today),
        task=OuterRef("pk"),
        due_on__lt=OuterRef("suspended_on") - timedelta(days=rule.milestone_days),
    )
    return running | Q(suspended_on__gt=F("due_on")) | Q(suspended_on__isnull=False) & Q(Exists(stopped_late))


def _soon(today: date, rule: TaskThresholds) -> Q:
    soon = Q(due_on__range=(today, today + timedelta(days=rule.due_soon_days))) | Q(_missed(today, more_than=0))
    if rule.report_days is not None:
        silent = today - timedelta(days=rule.report_days)
        soon |= Q(started_on__lt=silent) & (Q(reported_on=None) | Q(reported_on__lt=silent))
    return soon


def measures_of(tasks: Iterable[PlanTask]) -> dict[tuple[int, uuid.UUID], Measure]:
    """The measure of each task as the plan's version in force words it, by plan and lineage."""
    wanted = {(task.plan_id, task.measure_lineage) for task in tasks if task.measure_lineage}
    if not wanted:
        return {}
    rows = Measure.objects.filter(
        version__state=VersionState.PUBLISHED,
        version__plan__in={plan for plan, _ in wanted},
        lineage__in={lineage for _, lineage in wanted},
    ).select_related("section", "version")
    return {(row.version.plan_id, row.lineage): row for row in rows}


def measure_of(task: PlanTask) -> Measure | None:
    """The measure that a task carries out, as the version in force words it."""
    return measures_of([task]).get((task.plan_id, task.measure_lineage)) if task.measure_lineage else None


def unknown_codes(body: Body, codes: Sequence[str]) -> list[str]:
    """The codes that name no open task which the body leads or supports."""
    mine = PlanTask.objects.filter(OPEN).filter(Q(lead=body) | Q(supports__body=body), code__in=codes)
    known = set(mine.values_list("code", flat=True))
    return [code for code in codes if code not in known]


def next_code(plan_id: int, prefix: str) -> int:
    """The first number that no task of this prefix bears; call it with the plan locked."""
    taken = PlanTask.objects.filter(plan=plan_id, code__startswith=f"{prefix}-").values_list("code", flat=True)
    tails = [code.removeprefix(f"{prefix}-") for code in taken]
    return max((int(tail) for tail in tails if tail.isdigit()), default=0) + 1
