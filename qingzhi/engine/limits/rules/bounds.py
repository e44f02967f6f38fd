"""The dates around a limit on which somebody is told: reminders before it, the day itself, escalations after it.

Nobody reads a reminder on a day off: one before the limit moves back to a working day, one after it moves forward.
How many days before and after, and who is told, are rows of the office's own; nothing is preset here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from qingzhi.engine.limits.rules.calendar import WorkCalendar
from qingzhi.engine.limits.rules.lengths import UNIT_LABELS, Unit
from qingzhi.engine.limits.rules.result import Due


class Phase(StrEnum):
    """On which side of the last day a bound lies."""

    BEFORE = "before"
    AT = "at"
    AFTER = "after"


@dataclass(frozen=True)
class Mark:
    """What shall happen around a limit: `offset` units from its last day, negative before it, 0 on it.

    `code` names what the caller does then (remind, dun, escalate); `unit` is day or working_day, or hour for limits in hours.
    """

    code: str
    offset: int
    unit: Unit = Unit.DAY

    @property
    def phase(self) -> Phase:
        """Before, at or after."""
        if self.offset == 0:
            return Phase.AT
        return Phase.BEFORE if self.offset < 0 else Phase.AFTER

    @property
    def label(self) -> str:
        """「到期前 3 个工作日」."""
        if self.offset == 0:
            return "到期当日"
        side = "前" if self.offset < 0 else "后"
        return f"到期{side} {abs(self.offset)} {UNIT_LABELS[self.unit]}"


@dataclass(frozen=True)
class Bound:
    """A mark on its date; `at` only where the limit is in hours."""

    code: str
    phase: Phase
    on: date
    at: datetime | None
    label: str


def schedule(due: Due, marks: Sequence[Mark], calendar: WorkCalendar) -> list[Bound]:
    """The marks of a limit on their dates, in order; none while it is suspended.

    A mark before the limit that would fall on its first day or earlier is left out: the limit is shorter than the notice.
    """
    if due.at is not None:
        bounds = [_bound_at(due.at, mark) for mark in marks]
    elif due.on is not None:
        bounds = [_bound_on(due.on, mark, calendar) for mark in marks]
    else:
        return []
    kept = [b for b in bounds if b.phase is not Phase.BEFORE or _is_after_start(b, due)]
    return sorted(kept, key=lambda b: (b.on, b.at.timestamp() if b.at else 0.0))


def _bound_on(last_on: date, mark: Mark, calendar: WorkCalendar) -> Bound:
    """A mark around a last day."""
    if mark.unit is Unit.WORKING_DAY:
        on = calendar.shift(last_on, mark.offset)
    elif mark.unit is Unit.DAY:
        on = last_on + timedelta(days=mark.offset)
        move = calendar.next_working if mark.offset > 0 else calendar.previous_working
        on = move(on) if mark.offset else on
    else:
        raise ValueError(f"a mark around a day cannot be in units of {mark.unit}")
    return Bound(mark.code, mark.phase, on, None, mark.label)


def _bound_at(due_at: datetime, mark: Mark) -> Bound:
    """A mark around an instant; it is not moved, as the limit is not."""
    steps = {Unit.HOUR: timedelta(hours=1), Unit.DAY: timedelta(days=1)}
    if mark.unit not in steps:
        raise ValueError(f"a mark around an instant cannot be in units of {mark.unit}")
    at = due_at + mark.offset * steps[mark.unit]
    return Bound(mark.code, mark.phase, at.date(), at, mark.label)


def _is_after_start(bound: Bound, due: Due) -> bool:
    return bound.at > due.start if bound.at else bound.on > due.start
