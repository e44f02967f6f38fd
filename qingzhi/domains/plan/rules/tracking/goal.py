"""What a target demands, and whether a value satisfies it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingzhi.domains.plan.rules.tracking.numbers import HUNDRED, figure
from qingzhi.domains.plan.rules.tracking.terms import Comparator, Kind, Per

LOWER_IS_BETTER = (Comparator.AT_MOST, Comparator.BELOW)
KEPT_IN_RANGE = (Kind.RATIO, Kind.DURATION, Kind.GROWTH)
COUNTED = (Kind.STOCK, Kind.FLOW)


@dataclass(frozen=True)
class Observation:
    """A value in the target's unit as of the end of a day."""

    value: Decimal
    on: date


@dataclass(frozen=True)
class Goal:
    """A demand: comparator, value in `unit`, and the last day by which it shall hold (which still belongs to it).

    `per`: due again in each period. `keep`: must hold all along and is achieved only when the deadline has passed; None
    decides by the comparator (<= and <, repeated targets, and ranges of ratios, durations and growth are kept).
    """

    comparator: Comparator
    value: Decimal
    kind: Kind
    deadline: date | None
    value_to: Decimal | None = None
    unit: str = ""
    per: Per | None = None
    keep: bool | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "comparator", Comparator(self.comparator))
        object.__setattr__(self, "kind", Kind(self.kind))
        object.__setattr__(self, "per", Per(self.per) if self.per else None)
        if (self.comparator is Comparator.RANGE) != (self.value_to is not None):
            raise ValueError("value_to belongs to a range, and a range needs it")
        if self.value_to is not None and self.value_to < self.value:
            raise ValueError(f"a range runs upwards: {self.value} to {self.value_to}")

    @property
    def is_kept(self) -> bool:
        """Whether it must hold all along, rather than be reached once."""
        if self.keep is not None:
            return self.keep
        in_range = self.comparator is Comparator.RANGE and self.kind in KEPT_IN_RANGE
        return self.per is not None or self.comparator in LOWER_IS_BETTER or in_range

    @property
    def upper(self) -> Decimal:
        """The upper end of a range, else the value."""
        return self.value if self.value_to is None else self.value_to

    def is_met_by(self, value: Decimal, approx_percent: Decimal) -> bool:
        """Whether a value satisfies it; 「左右」 allows `approx_percent` either way, and any more where things are counted."""
        match self.comparator:
            case Comparator.AT_LEAST:
                return value >= self.value
            case Comparator.ABOVE:
                return value > self.value
            case Comparator.AT_MOST:
                return value <= self.value
            case Comparator.BELOW:
                return value < self.value
            case Comparator.EQUAL:
                return value == self.value
            case Comparator.ABOUT:
                slack = abs(self.value) * approx_percent / HUNDRED
                return value >= self.value - slack and (self.kind in COUNTED or value <= self.value + slack)
            case Comparator.RANGE:
                return self.value <= value <= self.upper

    def __str__(self) -> str:
        """「不少于 20,000 件」."""
        amount = figure(self.value, self.unit)
        match self.comparator:
            case Comparator.AT_LEAST:
                return f"不少于 {amount}"
            case Comparator.ABOVE:
                return f"超过 {amount}"
            case Comparator.AT_MOST:
                return f"不超过 {amount}"
            case Comparator.BELOW:
                return f"低于 {amount}"
            case Comparator.EQUAL:
                return f"等于 {amount}"
            case Comparator.ABOUT:
                return f"{amount}左右"
            case Comparator.RANGE:
                return f"{figure(self.value)} 至 {figure(self.upper, self.unit)}"
