"""A straight line through observations by least squares, in Decimal, with its prediction interval.

Draper & Smith, Applied Regression Analysis, chapter 1: ŷ ± t · s · √(1 + 1/n + (x − x̄)² / Sxx), n − 2 degrees of freedom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)

# Student's t, two-sided 80 % (the 0.90 quantile), by degrees of freedom from 1; beyond the table its last, a little too wide.
T_80 = tuple(map(Decimal, ("3.078", "1.886", "1.638", "1.533", "1.476", "1.440", "1.415", "1.397", "1.383", "1.372")))


@dataclass(frozen=True)
class Line:
    """ŷ = mean_y + slope · (x − mean_x); `error` is the residual standard error, None with two points."""

    mean_x: Decimal
    mean_y: Decimal
    slope: Decimal
    sxx: Decimal
    count: int
    error: Decimal | None

    def at(self, x: Decimal) -> Decimal:
        """The value of the line."""
        return self.mean_y + self.slope * (x - self.mean_x)

    def margin(self, x: Decimal) -> Decimal | None:
        """Half the width of the 80 % prediction interval."""
        if self.error is None:
            return None
        t = T_80[min(self.count - 2, len(T_80)) - 1]
        spread = 1 + Decimal(1) / self.count + (x - self.mean_x) ** 2 / self.sxx
        return t * self.error * spread.sqrt()


def least_squares(points: Sequence[tuple[Decimal, Decimal]]) -> Line:
    """The line through at least two points with different x."""
    count = len(points)
    mean_x = sum((x for x, _ in points), ZERO) / count
    mean_y = sum((y for _, y in points), ZERO) / count
    sxx = sum(((x - mean_x) ** 2 for x, _ in points), ZERO)
    slope = sum(((x - mean_x) * (y - mean_y) for x, y in points), ZERO) / sxx
    if count < 3:
        return Line(mean_x, mean_y, slope, sxx, count, None)
    residuals = sum(((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points), ZERO)
    return Line(mean_x, mean_y, slope, sxx, count, (residuals / (count - 2)).sqrt())
