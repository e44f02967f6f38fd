"""The light of a target, from its latest value: the only place where it is decided.

done: the comparator is satisfied (a target that must be kept: satisfied by a value as of its deadline, once that has
passed). late: behind the trajectory by more than `late_gap` percentage points, or unmet after the deadline. warn: behind by
more than `warn_gap`; or nothing worse than old data, which the pages show in amber. ok: else. unknown: no value to judge.
The thresholds are a dated row of the office's own; procedures reference, section 12 (红黄绿), gives only a default to confirm.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from qingzhi.domains.plan.rules.tracking import reasons
from qingzhi.domains.plan.rules.tracking.goal import Goal, Observation
from qingzhi.domains.plan.rules.tracking.numbers import percent
from qingzhi.domains.plan.rules.tracking.periods import latest_finished, period_start
from qingzhi.domains.plan.rules.tracking.shares import shares
from qingzhi.domains.plan.rules.tracking.terms import LightState
from qingzhi.domains.plan.rules.tracking.trajectory import Trajectory


@dataclass(frozen=True)
class LightThresholds:
    """A dated row: gaps in percentage points, `stale_days` after which a value is old, `approx_percent` for 「左右」."""

    warn_gap: Decimal
    late_gap: Decimal
    stale_days: int
    approx_percent: Decimal
    valid_from: date
    source: str
    valid_to: date | None = None


@dataclass(frozen=True)
class Light:
    """A light with its reason. Shares are percent and the gap percentage points, each with one place.

    `share_done` and `share_expected` are as of the value's day, `gap` is what the first lacks of the second (negative:
    ahead), `share_time` is the time gone by today, for the tick on the meter. None where it cannot be said.
    """

    state: LightState
    reason: str
    share_done: Decimal | None = None
    share_expected: Decimal | None = None
    share_time: Decimal | None = None
    gap: Decimal | None = None
    expected: Decimal | None = None
    is_met: bool = False
    is_stale: bool = False

    @property
    def label(self) -> str:
        """完成, 正常, 预警, 滞后, 无数据."""
        return self.state.label


def light(
    target: Trajectory, value: Decimal | None, as_of: date | None, today: date, thresholds: LightThresholds
) -> Light:
    """The light of a target whose latest value, in its unit, is as of a day; repeated targets take that of a whole period."""
    if value is None or as_of is None:
        return _unknown(target, today, reasons.no_value() if value is None else reasons.no_day())
    latest = Observation(value, as_of)
    missing = reasons.from_the_future(as_of) if as_of > today else _missing_period(target, as_of, today)
    if missing:
        return _unknown(target, today, missing)
    expected = target.expected_on(as_of)
    demand = _demand(target, expected)
    met = demand.is_met_by(value, thresholds.approx_percent)
    if expected is None:
        return _without_way(target, latest, met)
    share = shares(target, demand, value, expected, met)
    stale = target.goal.per is None and (today - as_of).days > thresholds.stale_days
    state = _state(target.goal, met, share.gap, as_of, today, stale, thresholds)
    judged = reasons.Judged(target, demand, latest, today, state, expected, share, met, stale)
    why = reasons.reason(judged, thresholds.warn_gap, thresholds.late_gap)
    time = share_time(target, today)
    return Light(state, why, share.done, share.expected, time, share.gap, expected, met, stale)


def share_time(target: Trajectory, today: date) -> Decimal | None:
    """How much of the time from its beginning to its deadline has gone by, in percent from 0 to 100."""
    begins_on = target.origin.on if target.origin else target.starts_on
    if begins_on is None or target.goal.deadline is None or begins_on >= target.goal.deadline:
        return None
    whole = (target.goal.deadline - begins_on).days
    return percent(Decimal(min(max((today - begins_on).days, 0), whole)), Decimal(whole))


def _state(
    goal: Goal, met: bool, gap: Decimal, as_of: date, today: date, stale: bool, thresholds: LightThresholds
) -> LightState:
    if met and not goal.is_kept:
        return LightState.DONE
    if goal.deadline is not None and today > goal.deadline:
        if met and as_of >= goal.deadline:
            return LightState.DONE
        if not met:
            return LightState.LATE
    if gap > thresholds.late_gap:
        return LightState.LATE
    return LightState.WARN if gap > thresholds.warn_gap or stale else LightState.OK


def _demand(target: Trajectory, expected: Decimal | None) -> Goal:
    """What is demanded as of the value's day: the goal, or the year's own step of a target that is kept."""
    goal = target.goal
    if not (target.is_flat and target.steps and goal.is_kept) or goal.value_to is not None or expected is None:
        return goal
    return replace(goal, value=expected)


def _without_way(target: Trajectory, latest: Observation, met: bool) -> Light:
    """A target without a deadline or a beginning can be seen to be met, and nothing else."""
    if met:
        return Light(LightState.DONE, reasons.met(target.goal, latest), is_met=True)
    lacking = "期限" if target.goal.deadline is None else "基期或规划起始日期"
    return Light(LightState.UNKNOWN, reasons.no_way(target.goal, latest, lacking))


def _unknown(target: Trajectory, today: date, missing: str) -> Light:
    return Light(LightState.UNKNOWN, missing, share_time=share_time(target, today))


def _missing_period(target: Trajectory, as_of: date, today: date) -> str:
    """What a repeated target lacks: the value of the latest period that has ended, as of its last day."""
    per = target.goal.per
    if per is None:
        return ""
    ended = latest_finished(today, per, target.goal.deadline)
    if target.starts_on and ended < target.starts_on:
        return reasons.no_period_yet(period_start(target.starts_on, per), per)
    return "" if as_of == ended else reasons.period_lacks(ended, per, as_of)
