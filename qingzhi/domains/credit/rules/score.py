"""The score of an archive, explained: base − Σ points × decay, decay = 0.5^(years / half-life). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
YEAR = Decimal("365.25")


@dataclass(frozen=True)
class Weighed:
    """One entry in the sum: its points, its age in years, what is left of it."""

    entry_id: int
    label: str
    points: Decimal
    years: Decimal
    left: Decimal


@dataclass(frozen=True)
class Score:
    """The sum with everything that went into it."""

    base: Decimal
    lines: tuple[Weighed, ...]
    value: Decimal


def decay(since: date, on: date, half_life: Decimal) -> Decimal:
    """How much of the points is left: one on the day, half after the half-life; what lies ahead counts whole."""
    years = max(Decimal((on - since).days), Decimal(0)) / YEAR
    return Decimal("0.5") ** (years / half_life)


def score(base: Decimal, half_life: Decimal, rows: Iterable[tuple[int, str, Decimal, date]], on: date) -> Score:
    """The score on a day of entries (id, label, points, effective from); never below zero."""
    lines = tuple(_weighed(entry_id, label, points, since, on, half_life) for entry_id, label, points, since in rows)
    total = base - sum((one.left for one in lines), Decimal(0))
    return Score(base, lines, max(total, Decimal(0)).quantize(CENT, ROUND_HALF_UP))


def _weighed(entry_id: int, label: str, points: Decimal, since: date, on: date, half_life: Decimal) -> Weighed:
    years = (max(Decimal((on - since).days), Decimal(0)) / YEAR).quantize(CENT, ROUND_HALF_UP)
    left = (points * decay(since, on, half_life)).quantize(CENT, ROUND_HALF_UP)
    return Weighed(entry_id, label, points, years, left)
