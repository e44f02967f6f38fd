"""Binding targets to indicators, dividing them into years, and setting by what they are judged."""

from collections.abc import Iterable, Mapping
from datetime import date
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

from ..events import IndicatorBound, LightThresholdSet, TargetStepsSet
from ..models import LightThreshold, Plan, Target, TargetStep, TrackedTarget
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
    if tracked is None:
        tracked = TrackedTarget(plan=plan, target_lineage=target.lineage, region=region)
        changes = changed(tracked, **values)
    else:
        changes = changed(tracked, **values)
        if not changes:
            return tracked
    tracked.bound_at, tracked.bound_by = clock.now(), actor.name
    tracked.save()
    tracked.refresh_from_db()
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
    before = {str(year): step.value for year, step in old.items()}
    after = {str(year): value for year, value in sorted(steps.items())}
    same = before == after and all(step.reason == reason.strip() for step in old.values())
    if same:
        return list(old.values())
    tracked.steps.all().delete()
    made = TargetStep.objects.bulk_create(
        [TargetStep(tracked=tracked, year=year, value=steps[year], reason=reason.strip()) for year in sorted(steps)]
    )
    label = f"{target.code} {target.indicator}"
    record(actor, "plan.set_steps", tracked, changes={"steps": (before, after)}, reason=reason, label=label)
    publish(TargetStepsSet(tracked_id=tracked.pk))
    return made


@transaction.atomic
def set_threshold(
    *,
    actor: Actor,
    warn_gap: Decimal,
    late_gap: Decimal,
    stale_days: int,
    approx_percent: Decimal,
    valid_from: date,
    source: str,
    valid_to: date | None = None,
) -> LightThreshold:
    """Set by what targets are judged from a day on; the row in force until then ends on that day and stays readable."""
    require(actor, "plan.target.threshold")
    if not source.strip():
        raise ValueNotValid("请填写阈值的依据", "source")
    if not 0 <= warn_gap <= late_gap:
        raise ValueNotValid("滞后线不应低于预警线", "late_gap")
    values = {
        "warn_gap": warn_gap,
        "late_gap": late_gap,
        "stale_days": stale_days,
        "approx_percent": approx_percent,
        "valid_to": valid_to,
        "source": source.strip(),
    }
    rows = list(LightThreshold.objects.select_for_update().order_by("valid_from"))
    row = next((one for one in rows if one.valid_from == valid_from), None)
    if row is None:
        row = LightThreshold(valid_from=valid_from)
        changes = {name: (None, value) for name, value in values.items()}
        for name, value in values.items():
            setattr(row, name, value)
    else:
        changes = changed(row, **values)
        if not changes:
            return row
    later = next((one for one in rows if one.valid_from > valid_from), None)
    row.valid_to = later.valid_from if later and (valid_to is None or valid_to > later.valid_from) else valid_to
    row.save()
    for one in rows:
        if one.pk != row.pk and one.valid_from < valid_from and (one.valid_to is None or one.valid_to > valid_from):
            one.valid_to = valid_from
            one.save(update_fields=["valid_to"])
    record(actor, "plan.set_threshold", row, changes=changes, label=f"自 {valid_from} 起的亮灯阈值")
    publish(LightThresholdSet(threshold_id=row.pk, valid_from=valid_from.isoformat()))
    return row


def load_light_thresholds(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Load dated rows that are not there yet; what the office has set for a day stays. Returns how many were new."""
    there = set(LightThreshold.objects.values_list("valid_from", flat=True))
    new = [row for row in rows if date.fromisoformat(row["valid_from"]) not in there]
    for row in new:
        set_threshold(
            actor=actor,
            warn_gap=Decimal(row["warn_gap"]),
            late_gap=Decimal(row["late_gap"]),
            stale_days=int(row["stale_days"]),
            approx_percent=Decimal(row["approx_percent"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None,
            source=row["source"],
        )
    return len(new)


def _require(actor: Actor, code: str, plan: Plan) -> None:
    require(actor, code, body_id=plan.owner_id or 0, region_code=plan.region.code if plan.region else "")


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
