"""How sure a place is: what chance may do to small counts, and between which places somebody may stand.

A count of events is Poisson: its 95 % edges by Byar's approximation (Breslow & Day 1987); a share is binomial: Wilson's interval. Two of
whom the difference is smaller than chance explains may stand in either order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .evaluation import Mark

NINE = Decimal(9)
THIRD = Decimal(1) / Decimal(3)


@dataclass(frozen=True)
class Place:
    """A place with the best and the worst that chance allows."""

    place: int
    best: int
    worst: int

    @property
    def text(self) -> str:
        """「3（2–5）」; the place alone where it is certain."""
        return f"{self.place}" if self.best == self.worst else f"{self.place}（{self.best}–{self.worst}）"


def count_edges(count: int, z: Decimal) -> tuple[Decimal, Decimal]:
    """Between which means a Poisson count of `count` may come from (Byar)."""
    low = Decimal(0)
    if count:
        one = Decimal(count)
        low = one * max(Decimal(0), 1 - 1 / (NINE * one) - z / (3 * one.sqrt())) ** 3
    more = Decimal(count + 1)
    return low, more * (1 - 1 / (NINE * more) + z / (3 * more.sqrt())) ** 3


def share_edges(part: int, whole: int, z: Decimal) -> tuple[Decimal, Decimal]:
    """Between which shares (0 to 1) `part` of `whole` may come from (Wilson)."""
    if not whole:
        return Decimal(0), Decimal(1)
    n, p = Decimal(whole), Decimal(part) / Decimal(whole)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).sqrt()
    return max(Decimal(0), middle - reach), min(Decimal(1), middle + reach)


def places(scores: Mapping[str, Mark]) -> dict[str, Place]:
    """The place of each who has points, the best first; equal ones share a place, chance spans from the best to the worst."""
    told = {key: one for key, one in scores.items() if one.points is not None}
    found = {}
    for key, one in told.items():
        others = [other for name, other in told.items() if name != key]
        above = sum(_points(other) > _points(one) for other in others)
        surely_above = sum(_is_surely_above(other, one) for other in others)
        surely_below = sum(_is_surely_above(one, other) for other in others)
        found[key] = Place(above + 1, surely_above + 1, len(told) - surely_below)
    return found


def _is_surely_above(one: Mark, other: Mark) -> bool:
    gap = _points(one) - _points(other)
    return gap > 0 and gap > (one.reach**2 + other.reach**2).sqrt()


def _points(one: Mark) -> Decimal:
    return round(one.points or Decimal(0), 2)


@dataclass(frozen=True)
class CountedFigure:
    """A figure with what it was counted from: how many records, of how many, divided by what, by which formula."""

    value: Decimal
    count: int | None = None
    whole: int | None = None
    divisor: Decimal | None = None
    counting: Mapping[str, Any] = field(default_factory=dict)


def figure_edges(figure: CountedFigure, z: Decimal) -> tuple[Decimal, Decimal] | None:
    """Between which values chance may move a figure; None where it was not counted, or is a length of time."""
    spec, count = figure.counting, figure.count
    if not spec or count is None or figure.value is None:
        return None
    if "share" in spec:
        times = Decimal(spec.get("times", 100))
        low, high = share_edges(count, figure.whole or 0, z)
        return (low * times, high * times) if figure.whole else None
    part = spec.get("figure", spec)
    if part.get("measure") == "median_days":
        return None
    low, high = count_edges(count, z)
    if part.get("measure") == "sum":  # the sum moves as the number of its records does
        return (low * figure.value / count, high * figure.value / count) if count else None
    if "per" in spec:
        scale = Decimal(spec.get("times", 1)) / figure.divisor if figure.divisor else None
        return (low * scale, high * scale) if scale else None
    return low, high
