"""What the figures of an indicator say of a target: which of them count, and what is counted together.

A level is taken as it stands. A target that repeats takes whole periods alone, each as of its last day. A target of a
number that shall come since the plan began adds up the years of an indicator that is counted by the year, or takes an
indicator that is itself a level less what there was at the beginning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.domains.plan.rules.tracking.goal import Observation
from qingzhi.domains.plan.rules.tracking.terms import Kind, Per

YEARLY = "year"


@dataclass(frozen=True)
class Reading:
    """A figure: value in the target's unit, its day, the first day and the length of its period, and where it comes from."""

    value: Decimal
    as_of: date
    first: date | None = None
    span: str = ""
    origin: Any = None


def observed(
    readings: Sequence[Reading], kind: Kind, per: Per | None, *, counted_by_year: bool, starts_on: date | None
) -> list[tuple[Observation, Reading]]:
    """The observations of a target, oldest first, each with the figure that it was read from."""
    if per is not None:
        return [(Observation(one.value, one.as_of), one) for one in readings if one.span == per]
    if kind is Kind.FLOW and starts_on is not None:
        return _added_up(readings, starts_on) if counted_by_year else _since(readings, starts_on)
    if counted_by_year:
        readings = [one for one in readings if one.span in (YEARLY, "")] or readings
    return [(Observation(one.value, one.as_of), one) for one in readings]


def baseline_among(seen: Sequence[Observation], until: date | None) -> Observation | None:
    """Where a target begins whose text names no baseline: the last figure by the day that the plan was issued."""
    before = [one for one in seen if until is not None and one.on <= until]
    return before[-1] if before else None


def _added_up(readings: Sequence[Reading], starts_on: date) -> list[tuple[Observation, Reading]]:
    """The sum of the whole years since the beginning, and with it what is known of the year that runs."""
    found: list[tuple[Observation, Reading]] = []
    total, through = Decimal(0), starts_on.year - 1
    for one in readings:
        if one.first is None or one.first < starts_on:
            continue
        if one.span == YEARLY and one.first.year == through + 1:
            total, through = total + one.value, one.first.year
            found.append((Observation(total, one.as_of), one))
    for one in readings:
        if one.first == date(through + 1, 1, 1) and one.span != YEARLY and one.span != "years":
            found.append((Observation(total + one.value, one.as_of), one))
    return found


def _since(readings: Sequence[Reading], starts_on: date) -> list[tuple[Observation, Reading]]:
    before = [one.value for one in readings if one.as_of < starts_on]
    base = before[-1] if before else Decimal(0)
    return [(Observation(one.value - base, one.as_of), one) for one in readings if one.as_of >= starts_on]
