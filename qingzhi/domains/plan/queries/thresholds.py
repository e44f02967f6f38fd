"""The dated rows by which tasks are judged."""

from datetime import date

from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.identity.queries import valid

from ..models import EscalationLevel, TaskThreshold
from ..models.task import NO_THRESHOLDS
from ..rules.tracking.task_state import TaskThresholds


def task_thresholds(on: date | None = None) -> TaskThresholds:
    """The thresholds in force on a day; where none were set, nothing warns before the deadline itself."""
    on = on or clock.today()
    row = TaskThreshold.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on).last()
    if row is None:
        return NO_THRESHOLDS
    return TaskThresholds(
        row.due_soon_days, row.milestone_days, row.report_days, row.valid_from, row.source, row.valid_to
    )


def escalation_levels(on: date | None = None) -> list[EscalationLevel]:
    """The levels in force on a day, lowest first."""
    return list(EscalationLevel.objects.filter(valid(on)))
