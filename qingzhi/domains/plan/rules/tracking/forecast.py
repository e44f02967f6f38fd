"""Where a target is heading by its deadline, said with its method and never with more certainty than the data has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from qingzhi.domains.plan.rules.tracking.fit import least_squares
from qingzhi.domains.plan.rules.tracking.goal import Observation
from qingzhi.domains.plan.rules.tracking.numbers import figure, half_up, places_of
from qingzhi.domains.plan.rules.tracking.reasons import day_text
from qingzhi.domains.plan.rules.tracking.terms import Direction, Kind, Per

# How many of the latest observations speak for the present course; older ones describe another one.
RECENT = 8

LOWEST = {kind: Decimal(0) for kind in Kind} | {Kind.GROWTH: Decimal(-100)}
HIGHEST = {Kind.COVERAGE: Decimal(100)}


class Method(StrEnum):
    """How a forecast was made."""

    LEAST_SQUARES = "least_squares"
    TWO_POINTS = "two_points"
    OBSERVED = "observed"
    NONE = "none"


@dataclass(frozen=True)
class Forecast:
    """Value at the deadline in the target's unit with an 80 % interval (None: none can be given), and a sentence on how.

    `cautious` is the end of the interval that is worse for the target, or the value where there is no interval.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    method: Method
    sentence: str
    cautious: Decimal | None = None


def forecast(
    observations: Sequence[Observation],
    deadline: date,
    kind: Kind,
    direction: Direction,
    *,
    unit: str = "",
    per: Per | None = None,
) -> Forecast:
    """The value at the deadline; of several observations of one day the last given, a correction, counts."""
    kind = Kind(kind)
    known = [seen for _, seen in sorted({seen.on: seen for seen in observations}.items())][-RECENT:]
    if known and known[-1].on >= deadline:
        return _observed(known, deadline, unit)
    if len(known) < 2:
        return Forecast(None, None, None, Method.NONE, f"现有 {len(known)} 期数据，至少需要 2 期，暂不预测。")
    line = least_squares([(Decimal((seen.on - known[0].on).days), seen.value) for seen in known])
    ahead = Decimal((deadline - known[0].on).days)
    middle, margin = line.at(ahead), line.margin(ahead)
    wanted = [middle] if margin is None else [middle, middle - margin, middle + margin]
    places = places_of(*(seen.value for seen in known))
    value, *ends = (half_up(_clamp(each, known[-1].value, kind, per), places) for each in wanted)
    if not ends:
        return Forecast(value, None, None, Method.TWO_POINTS, _two_points(value, deadline, unit), value)
    cautious = ends[0] if Direction(direction) is Direction.UP else ends[1]
    sentence = _interval(len(known), value, ends, deadline, unit)
    return Forecast(value, ends[0], ends[1], Method.LEAST_SQUARES, sentence, cautious)


def _clamp(value: Decimal, latest: Decimal, kind: Kind, per: Per | None) -> Decimal:
    """Within what can be: no count below 0, no coverage above 100 %, nothing that has been counted up taken back."""
    floor = latest if kind is Kind.FLOW and per is None else LOWEST[kind]
    return max(floor, min(value, HIGHEST.get(kind, value)))


def _observed(known: Sequence[Observation], deadline: date, unit: str) -> Forecast:
    latest = next((seen for seen in reversed(known) if seen.on <= deadline), known[0])
    sentence = f"已有 {day_text(latest.on)} 的实际数据 {figure(latest.value, unit)}，期限已到，无需预测。"
    return Forecast(latest.value, latest.value, latest.value, Method.OBSERVED, sentence, latest.value)


def _two_points(value: Decimal, deadline: date, unit: str) -> str:
    return f"按最近 2 期数据直线推算，{day_text(deadline)} 约为 {figure(value, unit)}；数据少于 3 期，不能给出区间。"


def _interval(count: int, value: Decimal, ends: Sequence[Decimal], deadline: date, unit: str) -> str:
    return (
        f"按最近 {count} 期数据最小二乘直线推算，{day_text(deadline)} 约为 {figure(value, unit)}，"
        f"80% 预测区间 {figure(ends[0])} 至 {figure(ends[1], unit)}。"
    )
