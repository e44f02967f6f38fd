"""What of the plan's own house carries measures out: tasks, and indicators bound to a measure's target."""

from uuid import UUID

from ..models import PlanTask, PlanVersion, Target, TrackedTarget
from .coverage import register_carrier


def carried_by_tasks(version: PlanVersion) -> set[UUID]:
    """The lineages of the measures that became a task which was not cancelled."""
    tasks = PlanTask.objects.filter(plan=version.plan_id, cancelled_on=None, measure_lineage__isnull=False)
    return {lineage for lineage in tasks.values_list("measure_lineage", flat=True) if lineage is not None}


def carried_by_indicators(version: PlanVersion) -> set[UUID]:
    """The lineages of the measures with a target that is bound to an indicator."""
    bound = TrackedTarget.objects.filter(plan=version.plan_id, indicator__isnull=False).values("target_lineage")
    targets = Target.objects.filter(version=version, lineage__in=bound, measure__isnull=False)
    return set(targets.values_list("measure__lineage", flat=True))


def register_carriers() -> None:
    """Called once, by the app."""
    register_carrier("任务", carried_by_tasks)
    register_carrier("指标", carried_by_indicators)
