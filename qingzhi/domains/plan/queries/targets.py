"""How the targets of a plan stand: one function for every page, card, bulletin and export."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import region_prefix
from qingzhi.base.regions.models import Level, Region
from qingzhi.base.regions.queries import prefectures, province
from qingzhi.domains.metrics.queries import Value, series_for, value_of, values_by_region
from qingzhi.domains.metrics.queries.frozen import frozen_many
from qingzhi.domains.metrics.queries.providers import registered_provider

from ..models import Plan, PlanVersion, Target, TargetStep, TrackedTarget
from ..rules.adding_up import QUOTIENTS, Sum, summed
from ..rules.tracking.numbers import figure
from ..terms import PlanLevel
from .light_thresholds import light_thresholds
from .target_state import Beginning, TargetState, state_of_target
from .versions import current_version

LEVELS = [level.value for level in PlanLevel]
WORST_FIRST = ("late", "warn", "unknown", "ok", "done")


def target_states(
    plan: Plan | PlanVersion, on: date | None = None, *, known_on: date | None = None, lineages: set[UUID] | None = None
) -> list[TargetState]:
    """The state of every target (or of some, by lineage) of a version, or of a plan's version in force, on a day.

    Figures that were not known by `known_on` (that day, if none is given) play no part. Five queries, whatever the number.
    """
    version = plan if isinstance(plan, PlanVersion) else current_version(plan)
    return states_of([version], on, known_on=known_on, lineages=lineages) if version else []


def states_of(
    versions: Sequence[PlanVersion],
    on: date | None = None,
    *,
    known_on: date | None = None,
    lineages: set[UUID] | QuerySet[Any, Any] | None = None,
) -> list[TargetState]:
    """The same of several versions at once, in their order and that of their texts; the queries do not grow with them."""
    on = on or clock.today()
    by_key = {version.pk: version for version in versions}
    places = {version.pk: place for place, version in enumerate(versions)}
    targets = Target.objects.filter(version__in=list(by_key)).select_related("section", "measure")
    if lineages is not None:
        targets = targets.filter(lineage__in=lineages)
    tracked = {(one.plan_id, one.target_lineage): one for one in _tracked(versions, lineages)}
    series = _series(list(tracked.values()), on, known_on or on)
    thresholds = light_thresholds(on)
    found = []
    for target in sorted(targets, key=lambda one: places[one.version_id]):
        target.version = version = by_key[target.version_id]
        row = tracked.get((version.plan_id, target.lineage))
        values = series.get(row.pk, []) if row else []
        found.append(state_of_target(target, row, values, beginning_of(version), thresholds, on))
    return found


def target_state(target: Target, on: date | None = None) -> TargetState:
    """The state of one target."""
    return target_states(target.version, on, lineages={target.lineage})[0]


def light_counts(states: list[TargetState]) -> dict[str, int]:
    """How many targets have each light, worst first; lights that none has count 0."""
    counted = Counter(state.code for state in states)
    return {code: counted[code] for code in WORST_FIRST}


def beginning_of(version: PlanVersion) -> Beginning:
    """The first day of a version's period, and the day that it was issued."""
    year = version.period_from or version.plan.period_from
    return Beginning(date(year, 1, 1) if year else None, version.issued_on)


def own_region(plan: Plan) -> Region:
    """The region that a plan's targets speak of; a plan without one speaks of the province."""
    return plan.region or province()


@dataclass(frozen=True)
class Contribution:
    """What one prefecture has of a target: its figure, its part of the sum, and its own share of the goal if one is set."""

    region: Region
    value: Value | None
    part: float | None
    step: TargetStep | None = None

    @property
    def step_text(self) -> str:
        return figure(self.step.value.normalize() + 0) if self.step else ""


def contributions(state: TargetState, on: date | None = None) -> list[Contribution]:
    """The prefectures' figures behind a provincial target, in their order; empty where none has one."""
    on = on or state.on
    if state.indicator is None or state.tracked is None:
        return []
    within = region_prefix(state.tracked.region.code)
    regions = [one for one in prefectures(on) if one.code.startswith(within) and one.pk != state.tracked.region_id]
    found = values_by_region(state.indicator.code, [one.code for one in regions], on=on, known_on=on)
    if not found:
        return []
    shares = TrackedTarget.objects.filter(plan=state.tracked.plan_id, target_lineage=state.target.lineage)
    steps = {one.region_id: one.steps.all() for one in shares.prefetch_related("steps")}
    total = 0.0 if state.indicator.kind in QUOTIENTS else sum(float(one.value or 0) for one in found.values())
    rows = []
    for region in regions:
        value = found.get(region.code)
        part = 100 * float(value.value or 0) / total if value and total else None
        due = next((step for step in steps.get(region.pk, ()) if step.year >= on.year), None)
        rows.append(Contribution(region, value, part, due))
    return rows


def sum_of(state: TargetState, rows: list[Contribution]) -> Sum | None:
    """The prefectures' figures beside the whole, and why they do not add up where they do not; None without any."""
    known = [row.value for row in rows if row.value is not None and row.value.value is not None]
    whole = state.latest
    if not known or state.indicator is None:
        return None
    return summed(
        [one.value for one in known if one.value is not None],
        whole.value if whole else None,
        state.indicator.unit,
        state.indicator.kind,
        same_time=whole is not None and {one.as_of for one in known} == {whole.as_of},
        missing=len(rows) - len(known),
        counted=all(one.records_count is not None for one in known),
    )


@dataclass(frozen=True)
class PlanUse:
    """One plan that an indicator serves, with the target there and how it stands."""

    version: PlanVersion
    state: TargetState


def frozen_codes(state: TargetState) -> dict[str, str]:
    """The verification codes of the state's figures that were frozen, by period: where a figure is told that never changes."""
    if state.indicator is None or state.tracked is None or not state.values:
        return {}
    periods = {one.period for one in state.values}
    found = frozen_many([state.indicator.code], [state.tracked.region.code], periods, newest=True)
    return {row.period: row.code_text for row in found.values()}


def indicator_behind(code: str, lineage: UUID) -> int | None:
    """The indicator that a target of a plan is bound to."""
    rows = TrackedTarget.objects.filter(plan__code=code, target_lineage=lineage).exclude(indicator=None)
    return rows.values_list("indicator", flat=True).first()


def uses_of(indicator_id: int, versions: QuerySet[PlanVersion], on: date | None = None) -> list[PlanUse]:
    """The plans of these versions that an indicator serves, national ones first 「指标纳入多级规划」."""
    found = uses_of_many([indicator_id], versions, on).get(indicator_id, [])
    return sorted(found, key=lambda use: (LEVELS.index(use.version.plan.level), use.version.plan.code))


def uses_of_many(
    indicator_ids: Collection[int], versions: QuerySet[PlanVersion], on: date | None = None
) -> dict[int, list[PlanUse]]:
    """The same of several indicators by their keys, in the order of the versions; the queries grow with neither."""
    bound = TrackedTarget.objects.filter(indicator__in=indicator_ids)
    wanted = list(versions.filter(plan__in=bound.values("plan")))
    found: dict[int, list[PlanUse]] = {}
    for state in states_of(wanted, on, lineages=bound.values("target_lineage")) if wanted else ():
        if state.indicator is not None and state.indicator.pk in indicator_ids:
            found.setdefault(state.indicator.pk, []).append(PlanUse(state.target.version, state))
    return found


def _tracked(versions: Sequence[PlanVersion], lineages: set[UUID] | QuerySet[Any, Any] | None) -> list[TrackedTarget]:
    """The rows that speak for the targets themselves, not for prefectures' shares."""
    rows = TrackedTarget.objects.filter(plan__in=[version.plan_id for version in versions])
    if lineages is not None:
        rows = rows.filter(target_lineage__in=lineages)
    own = {version.plan_id: version.plan.region_id for version in versions}
    steps = Prefetch("steps", TargetStep.objects.order_by("year"))
    found = rows.select_related("indicator", "region", "owner", "plan").prefetch_related(steps)
    return [one for one in found if one.region_id == own[one.plan_id] or _is_home(one, own[one.plan_id])]


def _is_home(row: TrackedTarget, own: int | None) -> bool:
    """Whether a row is of the province, which a plan without a region of its own speaks of."""
    return own is None and row.region.level == Level.PROVINCE


def _series(tracked: list[TrackedTarget], on: date, known_on: date) -> dict[int, list[Value]]:
    bound = [(one, one.indicator.code) for one in tracked if one.indicator is not None]
    codes, regions = {code for _, code in bound}, {one.region.code for one, _ in bound}
    found = series_for(codes, regions, end=on, known_on=known_on, every_span=True) if bound else {}
    series = {}
    for one, code in bound:
        values = found.get((code, one.region.code), [])
        if not values and registered_provider(code) is not None:
            latest = value_of(code, one.region.code, on=on, known_on=known_on)
            values = [latest] if latest.value is not None else []
        series[one.pk] = values
    return series
