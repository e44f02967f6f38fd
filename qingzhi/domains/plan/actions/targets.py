"""Binding targets to indicators, and dividing them into years."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.domains.metrics.queries import indicator_by_code

from ..events import IndicatorBound, TargetStepsSet
from ..models import Plan, Target, TargetStep, TrackedTarget
from ..queries.targets import own_region
from ..queries.versions import target_by_lineage
from ..refusals import StepNotSound, TargetUnknown, ValueNotValid
from ..rules.tracking.goal import LOWER_IS_BETTER
from ..rules.tracking.numbers import figure


@transaction.atomic
def bind_indicator(
    *,
    actor: Actor,
    plan: Plan,
    lineage: UUID | str,
    indicator: str,
    region: Region | None = None,
    owner: Body | None = None,
    note: str = "",
) -> TrackedTarget:
    """Bind a target of the version in force to an indicator by its code (empty: to none). Binding it so again changes nothing."""
    _require(actor, "plan.target.bind", plan)
    Plan.objects.select_for_update().get(pk=plan.pk)
    target = _target(plan, lineage)
    found = indicator_by_code(indicator) if indicator else None
    if indicator and found is None:
        raise ValueNotValid(f"没有代码为“{indicator}”的指标", "indicator")
    values = {
        "indicator_id": found.pk if found else None,
        "owner_id": owner.pk if owner else None,
        "note": note.strip(),
    }
    region = region or own_region(plan)
    tracked = TrackedTarget.objects.filter(plan=plan, target_lineage=target.lineage, region=region).first()
    before: dict[str, str] = {}
    if tracked is None:
        tracked = TrackedTarget(plan=plan, target_lineage=target.lineage, region=region)
        changed(tracked, **values)
    else:
        before = _named(tracked)
        if not changed(tracked, **values):
            return tracked
    tracked.bound_at, tracked.bound_by = clock.now(), actor.name
    tracked.save()
    tracked.refresh_from_db()
    changes = {name: (before.get(name), now) for name, now in _named(tracked).items() if before.get(name, "") != now}
    record(actor, "plan.bind_indicator", tracked, changes=changes, label=f"{target.code} {target.indicator}")
    publish(IndicatorBound(plan_id=plan.pk, lineage=str(target.lineage), indicator_id=found.pk if found else 0))
    return tracked


@transaction.atomic
def set_steps(*, actor: Actor, tracked: TrackedTarget, steps: Mapping[int, Decimal], reason: str) -> list[TargetStep]:
    """Set the yearly steps of a target: each year once, within its time, running towards it. None given clears them."""
    tracked = TrackedTarget.objects.select_for_update(of=("self",)).select_related("plan").get(pk=tracked.pk)
    _require(actor, "plan.target.steps", tracked.plan)
    target = _target(tracked.plan, tracked.target_lineage)
    is_share = tracked.region_id != own_region(tracked.plan).pk
    _check_steps(target, steps, is_share)
    if steps and not reason.strip():
        raise StepNotSound("请说明年度目标的分解依据", "reason")
    old = {step.year: step for step in tracked.steps.all()}
    before = {f"{year}年": figure(step.value.normalize() + 0) for year, step in old.items()}
    after = {f"{year}年": figure(value.normalize() + 0) for year, value in sorted(steps.items())}
    if before == after and all(step.reason == reason.strip() for step in old.values()):
        return list(old.values())
    tracked.steps.all().delete()
    made = TargetStep.objects.bulk_create(
        [TargetStep(tracked=tracked, year=year, value=steps[year], reason=reason.strip()) for year in sorted(steps)]
    )
    label = f"{target.code} {target.indicator}"
    record(actor, "plan.set_steps", tracked, changes=_steps_changed(before, after), reason=reason, label=label)
    publish(TargetStepsSet(tracked_id=tracked.pk))
    return made


def _require(actor: Actor, code: str, plan: Plan) -> None:
    require(actor, code, body_id=plan.owner_id or 0, region_code=plan.region.code if plan.region else "")


def _named(tracked: TrackedTarget) -> dict[str, str]:
    """What a row says, in the words of the audit trail."""
    return {
        "指标": tracked.indicator.name if tracked.indicator else "",
        "负责单位": tracked.owner.name if tracked.owner else "",
        "说明": tracked.note,
    }


def _steps_changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str | None, str | None]]:
    years = sorted({*before, *after})
    return {year: (before.get(year), after.get(year)) for year in years if before.get(year) != after.get(year)}


def _target(plan: Plan, lineage: UUID | str) -> Target:
    target = target_by_lineage(plan, lineage)
    if target is None:
        raise TargetUnknown("现行版本里没有这个目标，可能已被新版本调整")
    return target


def _check_steps(target: Target, steps: Mapping[int, Decimal], is_share: bool) -> None:
    first = target.version.period_from or min(steps, default=0)
    last = target.deadline.year if target.deadline else target.version.period_to or 9999
    for year in steps:
        if not first <= year <= last:
            raise StepNotSound(f"{year}年不在目标期内（{first}—{last}年）", str(year))
    values = [steps[year] for year in sorted(steps)]
    falling = target.comparator in LOWER_IS_BETTER
    for year, value, following in zip(sorted(steps), values, values[1:], strict=False):
        if target.per == "" and ((following < value) if not falling else (following > value)):
            word = "低于" if falling else "高于"
            raise StepNotSound(f"{year}年的年度目标不应{word}下一年的", str(year))
    ends = steps.get(last)
    if ends is not None and not is_share and target.deadline and ends != target.value:
        raise StepNotSound(
            f"期限当年的年度目标应等于目标值 {figure(target.value.normalize() + 0, target.unit)}", str(last)
        )
