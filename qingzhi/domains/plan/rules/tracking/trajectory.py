"""Where a target should stand on any day between its beginning and its deadline.

Yearly steps that the office has set win. Without them the way is a straight line by days from the baseline; a flow counts
from 0 at the beginning of the plan; growth over several years compounds, and moves only when a year has ended; a target that
repeats, or that must hold all along, demands the same on every day.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingzhi.domains.plan.rules.tracking.goal import LOWER_IS_BETTER, Goal, Observation
from qingzhi.domains.plan.rules.tracking.numbers import HUNDRED
from qingzhi.domains.plan.rules.tracking.terms import Comparator, Direction, Kind

ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class Trajectory:
    """A target with its way: goal, baseline, first day of the plan, and the office's own yearly steps, in order.

    Of the baseline of a growth target only the day counts: growth begins there at 0 % (or at 1 倍).
    """

    goal: Goal
    baseline: Observation | None = None
    starts_on: date | None = None
    steps: tuple[Observation, ...] = ()

    def __post_init__(self) -> None:
        days = [step.on for step in self.steps]
        if days != sorted(set(days)):
            raise ValueError("the steps of a trajectory must be in order, one on a day")
        first = self.origin.on if self.origin else None
        if not self.is_flat and first and self.goal.deadline and first >= self.goal.deadline:
            raise ValueError(f"the deadline {self.goal.deadline} does not follow the beginning {first}")
        if days and ((first and days[0] <= first) or (self.goal.deadline and days[-1] > self.goal.deadline)):
            raise ValueError("the steps of a trajectory must lie after its beginning and by its deadline")

    @property
    def origin(self) -> Observation | None:
        """Where it begins; without a baseline a target that shall rise begins at 0 on the first day of the plan."""
        begins_on = self.starts_on or (self.baseline.on if self.baseline else None)
        if self.goal.kind is Kind.FLOW:
            return Observation(ZERO, begins_on) if begins_on else None
        if self.goal.kind is Kind.GROWTH:
            base_on = self.baseline.on if self.baseline else begins_on
            return Observation(ONE if self.goal.unit == "倍" else ZERO, base_on) if base_on else None
        return self.baseline or (Observation(ZERO, begins_on) if begins_on else None)

    @property
    def is_assumed(self) -> bool:
        """Whether its beginning at 0 is assumed for want of a baseline."""
        return self.baseline is None and not self.is_flat and self.goal.kind not in (Kind.FLOW, Kind.GROWTH)

    @property
    def is_flat(self) -> bool:
        """Whether it demands the same all along: repeated targets, ceilings without a way down, baselines that satisfy."""
        if self.goal.per or (self.goal.comparator in LOWER_IS_BETTER and self.goal.kind is Kind.FLOW):
            return True
        if self.goal.kind in (Kind.FLOW, Kind.GROWTH):
            return False
        if self.baseline is None:
            return self.goal.comparator in LOWER_IS_BETTER
        return self.goal.is_met_by(self.baseline.value, ZERO)

    @property
    def direction(self) -> Direction:
        """Which way is better: by the comparator, else from the origin towards the goal."""
        if self.goal.comparator in LOWER_IS_BETTER:
            return Direction.DOWN
        if self.goal.comparator in (Comparator.AT_LEAST, Comparator.ABOVE) or self.origin is None:
            return Direction.UP
        return Direction.DOWN if self.origin.value > self.goal.upper else Direction.UP

    @property
    def aim(self) -> Decimal:
        """The bound of the goal that is reached first."""
        return self.goal.upper if self.direction is Direction.DOWN else self.goal.value

    @property
    def points(self) -> tuple[Observation, ...]:
        """The corners of its line, for a chart: origin, steps, goal; empty where the beginning or the deadline is missing."""
        if self.origin is None or self.goal.deadline is None:
            return ()
        ends = self.steps and self.steps[-1].on == self.goal.deadline
        return (self.origin, *self.steps, *(() if ends else (Observation(self.aim, self.goal.deadline),)))

    def expected_on(self, day: date) -> Decimal | None:
        """The value that it should have on a day, in its unit; None where the beginning or the deadline is missing."""
        if self.is_flat:
            return next((step.value for step in self.steps if step.on >= day), self.aim)
        if not self.points:
            return None
        if day <= self.points[0].on:
            return self.points[0].value
        if day >= self.points[-1].on:
            return self.points[-1].value
        return self._growth_on(day) if self.goal.kind is Kind.GROWTH else self._between(day)

    def _between(self, day: date) -> Decimal:
        after = next(index for index, point in enumerate(self.points) if point.on >= day)
        a, b = self.points[after - 1], self.points[after]
        return a.value + (b.value - a.value) * (day - a.on).days / (b.on - a.on).days

    def _growth_on(self, day: date) -> Decimal:
        """By the last step that has been due; without steps the yearly rate that leads to the goal, for each year ended."""
        origin = self.points[0]
        if self.steps:
            return [origin.value, *(step.value for step in self.steps if step.on <= day)][-1]
        years = max(1, _year_ends(origin.on, self.points[-1].on))
        ended = Decimal(_year_ends(origin.on, day)) / years
        if self.goal.unit == "倍":
            return self.aim**ended
        return ((ONE + self.aim / HUNDRED) ** ended - ONE) * HUNDRED


def _year_ends(after: date, until: date) -> int:
    """How many 31 December lie after one day and not after another."""
    ended = until.year if (until.month, until.day) == (12, 31) else until.year - 1
    begun = after.year if (after.month, after.day) == (12, 31) else after.year - 1
    return max(0, ended - begun)
