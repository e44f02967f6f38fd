"""How much of its way a target has gone, and how much it should have gone, in percent with one place."""

from dataclasses import dataclass
from decimal import Decimal

from qingzhi.domains.plan.rules.tracking.goal import Goal
from qingzhi.domains.plan.rules.tracking.numbers import HUNDRED, percent
from qingzhi.domains.plan.rules.tracking.terms import Comparator, Direction
from qingzhi.domains.plan.rules.tracking.trajectory import Trajectory

WHOLE = Decimal("100.0")


@dataclass(frozen=True)
class Shares:
    """The share done and the share expected as of the same day."""

    done: Decimal
    expected: Decimal

    @property
    def gap(self) -> Decimal:
        """By how many percentage points it is behind; negative: ahead."""
        return self.expected - self.done


def shares(target: Trajectory, demand: Goal, value: Decimal, expected: Decimal, met: bool) -> Shares:
    """How far a value has come.

    On a way: 0 at the origin, 100 at the goal; below 0 where a value has gone backwards, above 100 beyond the goal, but
    mirrored at 100 where the goal must not be passed (=, ≈, range). Without a way (the same is demanded all along): 100
    while satisfied, else less by the miss in percent of what is demanded.
    """
    if target.is_flat or target.origin is None:
        return Shares(WHOLE if met else WHOLE - _miss(demand, value), WHOLE)
    origin = target.origin.value
    if target.aim == origin:
        return Shares(WHOLE if met else Decimal("0.0"), WHOLE)
    span = target.aim - origin
    return Shares(_done(target, value, met, origin, span), percent(expected - origin, span))


def _done(target: Trajectory, value: Decimal, met: bool, origin: Decimal, span: Decimal) -> Decimal:
    far = target.goal.value if target.direction is Direction.DOWN else target.goal.upper
    beyond = value < far if target.direction is Direction.DOWN else value > far
    two_sided = target.goal.comparator in (Comparator.EQUAL, Comparator.ABOUT, Comparator.RANGE)
    if two_sided and met:
        return WHOLE
    if two_sided and beyond and far != origin:
        return 2 * WHOLE - percent(value - origin, far - origin)
    return percent(value - origin, span)


def _miss(demand: Goal, value: Decimal) -> Decimal:
    """By how much a value misses what is demanded, in percent of it; all of it where nothing at all is allowed."""
    bound = demand.upper if value > demand.upper else demand.value
    if demand.comparator in (Comparator.AT_LEAST, Comparator.ABOVE):
        bound = demand.value
    return percent(abs(value - bound), abs(bound)) if bound else HUNDRED
