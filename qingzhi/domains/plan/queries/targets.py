"""How the targets of a plan stand: one function for every page, card, bulletin and export."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import region_prefix
from qingzhi.base.regions.models import Level, Region
from qingzhi.base.regions.queries import prefectures, province
from qingzhi.domains.metrics.queries import ReadSeries, Value, read_series, value_of
from qingzhi.domains.metrics.queries.frozen import frozen_many
from qingzhi.domains.metrics.queries.providers import registered_provider

from ..models import Plan, PlanVersion, Target, TargetStep, TrackedTarget
from ..rules.adding_up import QUOTIENTS, Sum, summed
from ..rules.tracking.numbers import figure
from ..terms import PlanLevel
from .light_thresholds import light_thresholds
from .target_state import Beginning, Below, TargetState, state_of_target
from .versions import current_version

LEVELS = [level.value for level in PlanLevel]
WORST_FIRST = ("late", "warn", "unknown", "ok", "done")


def target_states(
    plan: Plan | PlanVersion,
    on: date | None = None,
    *,
    known_on: date | None = None,
    lineages: set[UUID] | None = None,
    below: Sequence[Region] = (),
) -> list[TargetState]:
    """The state of every target (or of some, by lineage) of a version, or of a plan's version in force, on a day.

    Figures that were not known by `known_on` (that day, if none is given) play no part; those of the divisions `below` are
    read along. Five queries, whatever the number.
    """
    version = plan if isinstance(plan, PlanVersion) else current_version(plan)
    return states_of([version], on, known_on=known_on, lineages=lineages, below=below) if version else []


def states_of(
    versions: Sequence[PlanVersion],
    on: date | None = None,
    *,
    known_on: date | None = None,
    lineages: set[UUID] | None = None,
    below: Sequence[Region] = (),
) -> list[TargetState]:
    """The same of several versions at once, in their order and that of their texts; the queries do not grow with them."""
    by_key = {version.pk: version for version in versions}
    places = {version.pk: place for place, version in enumerate(versions)}
    rows = Target.objects.filter(version__in=list(by_key)).select_related("section", "measure")
    targets = sorted(
        rows if lineages is None else rows.filter(lineage__in=lineages), key=lambda one: places[one.version_id]
    )
    for target in targets:
        target.version = by_key[target.version_id]
    return _states(targets, on or clock.today(), known_on, below)


def _states(targets: Sequence[Target], on: date, known_on: date | None, below: Sequence[Region]) -> list[TargetState]:
    """The states of targets that were read with their versions and plans."""
    versions = {one.version_id: one.version for one in targets}
    own, shares = _tracked(list(versions.values()), {one.lineage for one in targets})
    read = _read(list(own.values()), on, known_on or on, below)
    thresholds = light_thresholds(on)
    series, whole = read.told(every_span=True), read.told() if below else {}
    found = []
    for target in targets:
        key = (target.version.plan_id, target.lineage)
        row = own.get(key)
        values = _values(row, series, on, known_on or on) if row else []
        state = state_of_target(target, row, values, beginning_of(target.version), thresholds, on)
        if below and state.indicator is not None:
            figures = {one.code: whole.get((state.indicator.code, one.code)) for one in below}
            latest = {code: some[-1] for code, some in figures.items() if some}
            state.below = Below(below, latest, shares.get(key, []))
        found.append(state)
    return found


def target_state(target: Target, on: date | None = None) -> TargetState:
    """The state of one target, with the prefectures' figures."""
    return target_states(target.version, on, lineages={target.lineage}, below=list(prefectures(on)))[0]


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


def contributions(state: TargetState) -> list[Contribution]:
    """The prefectures' figures behind a provincial target that were read along, in their order; empty where none has one."""
    if state.tracked is None or state.below is None:
        return []
    within = region_prefix(state.tracked.region.code)
    regions = [one for one in state.below.regions if one.code.startswith(within) and one.pk != state.tracked.region_id]
    found = {one.code: state.below.values[one.code] for one in regions if one.code in state.below.values}
    if not found:
        return []
    steps = {one.region_id: one.steps.all() for one in state.below.shares}
    total = 0.0 if state.indicator.kind in QUOTIENTS else sum(float(one.value or 0) for one in found.values())
    rows = []
    for region in regions:
        value = found.get(region.code)
        part = 100 * float(value.value or 0) / total if value and total else None
        due = next((step for step in steps.get(region.pk, ()) if step.year >= state.on.year), None)
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


def uses_beside(
    code: str, lineage: UUID, versions: QuerySet[PlanVersion], below: Sequence[Region] = ()
) -> tuple[PlanUse | None, list[PlanUse]]:
    """A target of a plan in force, and what other plans want of the same indicator; nothing where it is not bound."""
    behind = TrackedTarget.objects.filter(plan__code=code, target_lineage=lineage).exclude(indicator=None)
    found = uses_of_many(behind.values("indicator"), versions, below=below)
    for uses in found.values():
        for use in uses:
            if (use.version.plan.code, use.state.target.lineage) == (code, lineage):
                return use, _by_level(one for one in uses if one is not use)
    return None, []


def uses_of(indicator_id: int, versions: QuerySet[PlanVersion], on: date | None = None) -> list[PlanUse]:
    """The plans of these versions that an indicator serves, national ones first 「指标纳入多级规划」."""
    return _by_level(uses_of_many([indicator_id], versions, on).get(indicator_id, []))


def uses_of_many(
    indicator_ids: Collection[int] | QuerySet[Any, Any],
    versions: QuerySet[PlanVersion],
    on: date | None = None,
    *,
    below: Sequence[Region] = (),
) -> dict[int, list[PlanUse]]:
    """The same of several indicators by their keys, the newest versions first; the queries grow with neither."""
    bound = TrackedTarget.objects.filter(indicator__in=indicator_ids)
    wanted = Target.objects.filter(
        version__in=versions.filter(plan__in=bound.values("plan")), lineage__in=bound.values("target_lineage")
    )
    rows = wanted.select_related("section", "measure", "version__plan__region", "version__plan__owner")
    targets = sorted(rows.defer("version__text"), key=lambda one: (-one.version.number, one.version_id))
    known = {one.version_id: one.version for one in targets}
    for target in targets:
        target.version = known[target.version_id]
    found: dict[int, list[PlanUse]] = {}
    for state in _states(targets, on or clock.today(), None, below) if targets else ():
        if state.indicator is not None:
            found.setdefault(state.indicator.pk, []).append(PlanUse(state.target.version, state))
    return found


def _by_level(uses: Iterable[PlanUse]) -> list[PlanUse]:
    return sorted(uses, key=lambda use: (LEVELS.index(use.version.plan.level), use.version.plan.code))


Tracked = dict[tuple[int, UUID], TrackedTarget]
Shares = dict[tuple[int, UUID], list[TrackedTarget]]


def _tracked(versions: Sequence[PlanVersion], lineages: set[UUID]) -> tuple[Tracked, Shares]:
    """The rows that speak for the targets themselves, and those for prefectures' shares, by plan and target."""
    regions = {version.plan_id: version.plan.region_id for version in versions}
    rows = TrackedTarget.objects.filter(plan__in=list(regions), target_lineage__in=lineages)
    steps = Prefetch("steps", TargetStep.objects.order_by("year"))
    own: Tracked = {}
    shares: Shares = {}
    for one in rows.select_related("indicator", "region", "owner", "plan").prefetch_related(steps):
        key, region = (one.plan_id, one.target_lineage), regions[one.plan_id]
        if one.region_id == region or _is_home(one, region):
            own[key] = one
        else:
            shares.setdefault(key, []).append(one)
    return own, shares


def _is_home(row: TrackedTarget, own: int | None) -> bool:
    """Whether a row is of the province, which a plan without a region of its own speaks of."""
    return own is None and row.region.level == Level.PROVINCE


def _read(tracked: Sequence[TrackedTarget], on: date, known_on: date, below: Sequence[Region]) -> ReadSeries:
    bound = [(one.indicator.code, one.region.code) for one in tracked if one.indicator is not None]
    if not bound:
        return ReadSeries({}, {}, {})
    regions = {region for _, region in bound} | {one.code for one in below}
    return read_series({code for code, _ in bound}, regions, end=on, known_on=known_on)


def _values(row: TrackedTarget, series: Mapping[tuple[str, str], list[Value]], on: date, known_on: date) -> list[Value]:
    """The figures of a target's own region; where a register has no series, the latest that it counts."""
    if row.indicator is None:
        return []
    code, region = row.indicator.code, row.region.code
    values = series.get((code, region), [])
    if values or registered_provider(code) is None:
        return values
    latest = value_of(code, region, on=on, known_on=known_on)
    return [latest] if latest.value is not None else []
