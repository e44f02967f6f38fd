"""What plans tell figures: which of them an indicator serves, and how it stands there 「指标纳入规划」."""

from collections import Counter
from uuid import UUID

from django.urls import reverse

from qingzhi.base.permits import Actor
from qingzhi.domains.metrics.queries import Usage, UsageSource

from ..access.targets import visible_target_versions
from ..models import Target, TrackedTarget
from ..rules.tracking.numbers import figure
from .targets import PlanUse, own_region, target_states, uses_of


def usages(actor: Actor, indicator) -> list[Usage]:  # type: ignore[no-untyped-def]
    """The plans that the actor sees and the indicator serves, national ones first."""
    return [_usage(use) for use in uses_of(indicator.pk, visible_target_versions(actor))]


def many(actor: Actor, indicators, region_code: str) -> dict[int, list[Usage]]:  # type: ignore[no-untyped-def]
    """The same of several indicators in a region's plans: the states of each plan's targets are asked once."""
    rows = TrackedTarget.objects.filter(indicator__in=[one.pk for one in indicators])
    bound: dict[int, dict[UUID, int]] = {}
    for plan, lineage, key in rows.values_list("plan", "target_lineage", "indicator"):
        bound.setdefault(plan, {})[lineage] = key
    found: dict[int, list[Usage]] = {}
    for version in visible_target_versions(actor).filter(plan__in=bound).select_related("plan__region"):
        if own_region(version.plan).code != region_code:
            continue
        keys = bound[version.plan_id]
        for state in target_states(version, lineages=set(keys)):
            found.setdefault(keys[state.target.lineage], []).append(_usage(PlanUse(version, state)))
    return found


def _usage(use: PlanUse) -> Usage:
    return Usage(
        title=use.version.plan.title,
        url=reverse("plan:target", args=[use.version.plan.code, use.state.target.lineage]),
        level=use.version.plan.get_level_display(),
        region=own_region(use.version.plan).name,
        demand=use.state.goal_text,
        value="—" if use.state.current is None else figure(use.state.current, use.state.target.unit),
        deadline=use.state.target.deadline,
        state=use.state,
    )


def counts(actor: Actor) -> dict[int, int]:
    """How many targets of plans in force each indicator serves."""
    versions = visible_target_versions(actor)
    lineages = set(Target.objects.filter(version__in=versions).values_list("lineage", flat=True))
    rows = TrackedTarget.objects.exclude(indicator=None).values_list("indicator", "plan", "target_lineage").distinct()
    return dict(Counter(indicator for indicator, _, lineage in rows if lineage in lineages))


SOURCE = UsageSource(usages, counts, many)
