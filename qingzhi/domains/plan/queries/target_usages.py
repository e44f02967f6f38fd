"""What plans tell figures: which of them an indicator serves, and how it stands there 「指标纳入规划」."""

from collections import Counter

from django.db.models import Q
from django.urls import reverse

from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Level, Region
from qingzhi.domains.metrics.queries import Usage, UsageSource

from ..access.targets import visible_target_versions
from ..models import Target, TrackedTarget
from ..rules.tracking.numbers import figure
from .targets import PlanUse, own_region, uses_of, uses_of_many


def usages(actor: Actor, indicator) -> list[Usage]:  # type: ignore[no-untyped-def]
    """The plans that the actor sees and the indicator serves, national ones first."""
    return [_usage(use, own_region(use.version.plan)) for use in uses_of(indicator.pk, visible_target_versions(actor))]


def many(actor: Actor, indicators, region: Region) -> dict[int, list[Usage]]:  # type: ignore[no-untyped-def]
    """The same of several indicators in a region's plans; a plan without a region is the province's."""
    own = Q(plan__region=None) if region.level == Level.PROVINCE else Q()
    versions = visible_target_versions(actor).filter(own | Q(plan__region=region))
    found = uses_of_many([one.pk for one in indicators], versions)
    return {key: [_usage(use, region) for use in uses] for key, uses in found.items()}


def _usage(use: PlanUse, region: Region) -> Usage:
    return Usage(
        title=use.version.plan.title,
        url=reverse("plan:target", args=[use.version.plan.code, use.state.target.lineage]),
        level=use.version.plan.get_level_display(),
        region=region.name,
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
