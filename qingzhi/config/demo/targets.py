"""The plan's targets bound to indicators with their yearly steps, and the prefectures' shares of two of them."""

from datetime import datetime
from decimal import Decimal

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.regions.models import Region
from qingzhi.domains.plan.actions.baselines import bind_baseline
from qingzhi.domains.plan.actions.targets import bind_indicator, set_steps
from qingzhi.domains.plan.models import Baseline, BaselineCheck, Plan, Target, TrackedTarget
from qingzhi.domains.plan.terms import VersionState

from .stage import Stage

BOUND_AT = datetime(2017, 8, 10, 10, 0)
YEARS = range(2017, 2021)
SHARE_REASON = "示例：按各市州企业数和商标基数分解"


def bind_targets(stage: Stage) -> int:
    """Bind what is not bound yet; returns how many targets and shares."""
    rows = stage.province.rows("target_bindings")
    indicators = {row["quote"]: row["indicator"] for row in rows}
    bound = sum(_bind(stage, stage.plan, row, row["indicator"], row["reason"]) for row in rows)
    for row in stage.rows("shares"):
        bound += _bind(stage, stage.plan, row, indicators[row["quote"]], SHARE_REASON)
    return bound + bind_baselines(stage)


def bind_baselines(stage: Stage) -> int:
    """Say by which indicator and period each figure that the notice reports is recomputed."""
    bound = 0
    for row in stage.province.rows("baseline_bindings"):
        told = Baseline.objects.get(version__plan=stage.plan, version__state=VersionState.PUBLISHED, quote=row["quote"])
        if BaselineCheck.objects.filter(plan=stage.plan, baseline_lineage=told.lineage).exists():
            continue
        region = Region.objects.get(code=row["region"])
        with clock.fixed(BOUND_AT):
            bind_baseline(
                actor=stage.actor("planning"), plan=stage.plan, lineage=told.lineage, indicator=row["indicator"],
                period=row["period"], region=region, note=row["note"],
            )  # fmt: skip
        bound += 1
    return bound


def _bind(stage: Stage, plan: Plan, row: dict[str, str], indicator: str, reason: str) -> bool:
    region = Region.objects.get(code=row["region"])
    target = target_quoted(plan, row["quote"])
    if TrackedTarget.objects.filter(plan=plan, target_lineage=target.lineage, region=region).exists():
        return False
    owner = stage.bodies.get(row["owner"]) if row.get("owner") else _office(stage, region)
    track(stage, plan, target, indicator, row, reason, region=region, owner=owner)
    return True


def track(
    stage: Stage,
    plan: Plan,
    target: Target,
    indicator: str,
    row: dict[str, str],
    reason: str,
    *,
    region: Region | None = None,
    owner: Body | None = None,
) -> None:
    """Bind one target and set its steps."""
    clerk = stage.actor("planning")
    with clock.fixed(BOUND_AT):
        tracked = bind_indicator(
            actor=clerk, plan=plan, lineage=target.lineage, indicator=indicator, region=region, owner=owner
        )
        if steps := {year: Decimal(row[str(year)]) for year in YEARS if row.get(str(year))}:
            set_steps(actor=clerk, tracked=tracked, steps=steps, reason=reason)


def target_quoted(plan: Plan, quote: str) -> Target:
    """The target of the version in force whose words these are, or hold these."""
    published = Target.objects.filter(version__plan=plan, version__state=VersionState.PUBLISHED)
    return published.filter(quote=quote).first() or published.get(quote__contains=quote)


def _office(stage: Stage, region: Region) -> Body | None:
    return next((body for body in stage.prefecture_offices if body.region_id == region.pk), None)
