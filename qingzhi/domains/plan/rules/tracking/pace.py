"""What a month would have to bring for the goal to be reached in time."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingzhi.domains.plan.rules.tracking.goal import Observation
from qingzhi.domains.plan.rules.tracking.numbers import figure, half_up, places_of
from qingzhi.domains.plan.rules.tracking.terms import Direction
from qingzhi.domains.plan.rules.tracking.trajectory import Trajectory
from qingzhi.engine.limits.rules.count import add_months


@dataclass(frozen=True)
class Pace:
    """Change per month in the target's unit, rounded half-up to one place more than the figures have.

    `needed` from the value's day to the deadline and `so_far` from the beginning to the value's day, signed; None where there
    is nothing to divide. `left` is what is still missing, unsigned; `months` the time left, with one place.
    """

    needed: Decimal | None
    so_far: Decimal | None
    left: Decimal
    months: Decimal
    sentence: str


def needed_pace(target: Trajectory, latest: Observation) -> Pace:
    """The pace that leads from the latest value to the goal by its deadline, beside the pace until now."""
    goal, unit = target.goal, target.goal.unit
    places = places_of(latest.value, goal.value) + 1
    gap = target.aim - latest.value
    left = max(-gap if target.direction is Direction.DOWN else gap, Decimal(0))
    so_far = _so_far(target, latest, places)
    if goal.per or goal.deadline is None:
        return Pace(None, so_far, left, Decimal(0), "按期重复考核或没有期限的目标不计算所需月进度。")
    months = months_between(latest.on, goal.deadline)
    if left == 0:
        return Pace(None, so_far, left, half_up(months, 1), "已达到或越过目标值，无需追加进度。")
    if months <= 0:
        return Pace(None, so_far, left, Decimal(0), f"期限已到，还差 {figure(left, unit)}。")
    needed = half_up(gap / months, places)
    change = "增加" if gap > 0 else "减少"
    sentence = f"还差 {figure(left, unit)}，距期限 {figure(half_up(months, 1))} 个月，每月需{change} {figure(abs(needed), unit)}"
    past = "" if so_far is None else f"；此前每月{'减少' if so_far < 0 else '增加'} {figure(abs(so_far), unit)}"
    return Pace(needed, so_far, left, half_up(months, 1), f"{sentence}{past}。")


def months_between(start: date, end: date) -> Decimal:
    """Calendar months from one day to a later one, the rest in parts of the month that it falls in; 0 when not later.

    Between two month ends the count is whole, whatever their numbers: 30 June to 31 December is six.
    """
    if end <= start:
        return Decimal(0)
    if _is_month_end(start) and _is_month_end(end):
        return Decimal((end.year - start.year) * 12 + end.month - start.month)
    whole = (end.year - start.year) * 12 + end.month - start.month
    whole -= add_months(start, whole) > end
    reached, following = add_months(start, whole), add_months(start, whole + 1)
    return whole + Decimal((end - reached).days) / (following - reached).days


def _so_far(target: Trajectory, latest: Observation, places: int) -> Decimal | None:
    if target.origin is None or target.goal.per or latest.on <= target.origin.on:
        return None
    return half_up((latest.value - target.origin.value) / months_between(target.origin.on, latest.on), places)


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
