"""What several experts' totals come to: trimmed mean, spread, each with its words.

`S_j = Σ w_i·x_ij`; from seven experts on one highest and one lowest total are dropped; a standard deviation above 15 asks for a
second look (defaults to be confirmed; the numbers are dated rows, see `Thresholds`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Thresholds:
    """The dated numbers by which totals are judged: from how many experts on how many extremes are dropped, above which
    standard deviation a second look is asked for, how many experts there have to be."""

    trim_from: int
    trim_each: int
    spread: Decimal
    smallest_panel: int


@dataclass(frozen=True)
class Mean:
    """A mean, how it was made, and how far the experts lie apart (population standard deviation of all of them)."""

    value: Decimal | None
    spread: Decimal
    count: int
    dropped: tuple[Decimal, ...]
    too_wide: bool

    @property
    def told(self) -> str:
        """How the mean was made, in a sentence."""
        if self.value is None:
            return "还没有专家提交评分"
        if not self.dropped:
            return f"{self.count} 位专家总分的平均值"
        left = self.count - len(self.dropped)
        low, high = min(self.dropped), max(self.dropped)
        return f"{self.count} 位专家，去掉最高 {high} 和最低 {low}，其余 {left} 位的平均值"


def total(values: Mapping[str, Decimal], shares: Mapping[str, Decimal]) -> Decimal:
    """One expert's total, in hundredths; every leaf of `shares` has to be there."""
    return rounded(sum((values[code] * share for code, share in shares.items()), Decimal(0)))


def mean_of(totals: Sequence[Decimal], by: Thresholds) -> Mean:
    """The (trimmed) mean of the experts' totals."""
    rows = sorted(totals)
    if not rows:
        return Mean(None, Decimal(0), 0, (), False)
    spread = rounded(Decimal(str(sqrt(_variance(rows)))))
    dropped: tuple[Decimal, ...] = ()
    kept = rows
    if by.trim_each and len(rows) >= by.trim_from and len(rows) > 2 * by.trim_each:
        dropped = (*rows[: by.trim_each], *rows[-by.trim_each :])
        kept = rows[by.trim_each : -by.trim_each]
    value = rounded(sum(kept, Decimal(0)) / len(kept))
    return Mean(value, spread, len(rows), dropped, spread > by.spread)


def rounded(value: Decimal) -> Decimal:
    """To hundredths, halves upwards, as people count."""
    return value.quantize(CENT, ROUND_HALF_UP)


def _variance(rows: Sequence[Decimal]) -> Decimal:
    middle = sum(rows, Decimal(0)) / len(rows)
    return sum(((one - middle) ** 2 for one in rows), Decimal(0)) / len(rows)
