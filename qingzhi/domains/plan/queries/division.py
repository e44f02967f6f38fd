"""What is proposed when a measure or a task is divided."""

from datetime import date

from django.db.models import Count, QuerySet

from qingzhi.base.identity.models import Body, BodyKind
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.regions.models import Level

from ..models import Measure, Plan, PlanTask
from ..rules.division import NamedBody, Proposal, proposals
from ..terms import BodyRole


def measure_proposals(measure: Measure, *, by_region: bool) -> list[Proposal]:
    """The tasks that a measure's text proposes: for the bodies that it names, and for the prefectures' offices."""
    named = [NamedBody(row.body_id, row.name, BodyRole(row.role)) for row in measure.bodies.order_by("position", "id")]
    return proposals(named, _offices(Level.PREFECTURE), measure.due_on or date.max, by_region)


def proposals_below(task: PlanTask) -> list[Proposal]:
    """The tasks that splitting proposes: for the offices of the divisions right below, where there are such bodies."""
    region = task.region or task.lead.region
    below = Level.COUNTY if region.level == Level.PREFECTURE else Level.PREFECTURE
    taken = set(task.parts.filter(cancelled_on=None).values_list("lead_id", flat=True))
    offices = [row for row in _offices(below, region.pk) if row[0] not in taken and row[0] != task.lead_id]
    return proposals([], offices, task.due_on, True)


def main_plan(plans: QuerySet[Plan]) -> Plan | None:
    """The plan that most tasks carry out: what a decision belongs to unless somebody says otherwise."""
    return plans.annotate(task_count=Count("tasks")).order_by("-task_count", "-period_to", "pk").first()


def _offices(level: str, parent: int | None = None) -> list[tuple[int, str, str]]:
    bodies = bodies_on().filter(region__level=level, kind__in=(BodyKind.LOCAL_OFFICE, BodyKind.GOVERNMENT))
    if parent:
        bodies = bodies.filter(region__parent=parent)
    first: dict[int, Body] = {}
    for body in bodies.order_by("region__position", "position", "code"):
        held = first.get(body.region_id)
        if held is None or (held.kind != BodyKind.LOCAL_OFFICE and body.kind == BodyKind.LOCAL_OFFICE):
            first[body.region_id] = body
    return [(body.pk, body.region.code, body.region.name) for body in first.values()]
