"""Points for priority, and for own variety rights: what a decision table collected, bounded by its most. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

ZERO = Decimal(0)


@dataclass(frozen=True)
class Reason:
    """One ground that earned points, and why."""

    points: Decimal
    told: str
    source: str = ""

    @property
    def stored(self) -> list[str]:
        """As a dossier keeps it."""
        return [f"{self.points}", self.told, self.source]


@dataclass(frozen=True)
class Points:
    """The sum with its reasons; `cut` is what the most took away."""

    total: Decimal
    reasons: tuple[Reason, ...]
    cut: Decimal = ZERO

    @property
    def told(self) -> str:
        """One sentence for a ranking."""
        if not self.reasons:
            return "没有优先加分"
        parts = "；".join(f"{one.told} 加 {plain(one.points)} 分" for one in self.reasons)
        return f"{parts}（合计超过上限，按 {plain(self.total)} 分计）" if self.cut else parts

    @property
    def stored(self) -> list[list[str]]:
        """As a dossier keeps them."""
        return [one.stored for one in self.reasons]


NONE = Points(ZERO, ())


def collected(reasons: Iterable[Reason], most: Decimal | None) -> Points:
    """The points of all grounds, not more than the most."""
    found = tuple(reasons)
    whole = sum((one.points for one in found), ZERO)
    total = whole if most is None else min(whole, most)
    return Points(total, found, whole - total)


def in_order(rows: Iterable[tuple[int, Decimal, Decimal]]) -> dict[int, int]:
    """The place of each (key, score, points) by score and points together; equal totals share a place."""
    ordered = sorted(rows, key=lambda one: (-(one[1] + one[2]), one[0]))
    places: dict[int, int] = {}
    before: Decimal | None = None
    for at, (key, score, points) in enumerate(ordered, 1):
        whole = score + points
        places[key] = places[ordered[at - 2][0]] if before is not None and whole == before else at
        before = whole
    return places


def plain(value: Any) -> str:
    """A number without the zeros that nobody writes."""
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(stored: Iterable[Mapping[int, str] | list[str]]) -> list[str]:
    """Stored reasons as sentences for a page."""
    return [f"{one[1]} 加 {plain(one[0])} 分" for one in stored]
