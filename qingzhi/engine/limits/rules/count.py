"""Counting a limit 「期限」 from its first day to its last.

The day of the start does not count (《民法典》第201条); a limit in months or years ends on the day of the same number, or on
the last day of a shorter month (第202条); a last day that is not a working day moves to the next one (第203条, and
《民法通则》第154条 before it; 《市场监督管理行政处罚程序规定》第80条 for its cases). A limit in hours runs from the instant
and is never moved. Days under a stop do not count; extensions run on from the unmoved end, and only the final day is moved.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime

from qingzhi.engine.limits.rules.calendar import ONE_DAY, WorkCalendar
from qingzhi.engine.limits.rules.hours import due_at
from qingzhi.engine.limits.rules.lengths import Extension, Length, Stop, Unit, refuse_instant
from qingzhi.engine.limits.rules.remaining import LeftState, Remaining, days_left, remaining
from qingzhi.engine.limits.rules.result import Due
from qingzhi.engine.limits.rules.sources import counting_basis
from qingzhi.engine.limits.rules.steps import Step, StepCode
from qingzhi.engine.limits.rules.walk import Walk

__all__ = [
    "Due",
    "Extension",
    "LeftState",
    "Length",
    "Remaining",
    "Step",
    "StepCode",
    "Stop",
    "Unit",
    "add_months",
    "days_left",
    "due",
    "remaining",
]

MONTHS_IN = {Unit.MONTH: 1, Unit.YEAR: 12}


def due(
    start: date,
    length: Length,
    calendar: WorkCalendar,
    *,
    stops: Sequence[Stop] = (),
    extensions: Sequence[Extension] = (),
    basis: str = "",
) -> Due:
    """When a limit that runs from `start` is due, and how that was counted.

    `start` is an instant for a limit in hours and a local date for all others; `basis` cites the rule of counting where it
    is another than the general one.
    """
    if length.unit is Unit.HOUR:
        return due_at(start, length, stops=stops, extensions=extensions, basis=basis)
    _refuse_instants(start, stops, extensions)
    walk = Walk(start, calendar, stops)
    left = _run(walk, length, extensions)
    nominal_on = None if left else walk.cursor
    ends = not left and walk.move()
    last_on = walk.cursor if ends else walk.cursor + ONE_DAY
    return Due(
        start=start,
        length=length,
        on=last_on if ends else None,
        at=None,
        nominal_on=nominal_on,
        steps=walk.steps,
        warnings=walk.warnings,
        basis=basis or counting_basis(start),
        stops=tuple(s for s in stops if s.from_on <= last_on and (s.to_on is None or s.to_on > start + ONE_DAY)),
        extensions=tuple(extensions),
        suspended_on=None if ends else _stopped_since(stops, last_on, start),
        left=left,
    )


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months later, or the last day of a shorter month (《民法典》第202条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _run(walk: Walk, length: Length, extensions: Sequence[Extension]) -> tuple[Length, ...]:
    """Walk through the length and its extensions; what is left where a stop without an end is met."""
    stages = (length, *(extension.length for extension in extensions))
    anchor, months = walk.cursor, 0
    for index, stage in enumerate(stages):
        from_on = walk.cursor + ONE_DAY
        if stage.unit in MONTHS_IN:
            anchor = anchor if months else walk.cursor
            before, months = add_months(anchor, months), months + stage.value * MONTHS_IN[stage.unit]
            need = (add_months(anchor, months) - before).days
        else:
            need, months = stage.value, 0
        working = stage.unit is Unit.WORKING_DAY
        short = walk.count(need, working=working)
        if short:
            return (Length(short, Unit.WORKING_DAY if working else Unit.DAY), *stages[index + 1 :])
        if index:
            walk.mark_extension(extensions[index - 1], from_on)
    return ()


def _stopped_since(stops: Sequence[Stop], day: date, start: date) -> date:
    """The first day of the stop without an end that holds a day, not before the limit itself begins to run."""
    since = min(stop.from_on for stop in stops if stop.to_on is None and stop.covers(day))
    return max(since, start)


def _refuse_instants(start: date, stops: Sequence[Stop], extensions: Sequence[Extension]) -> None:
    refuse_instant(start, "the start of a limit in days")
    for stop in stops:
        refuse_instant(stop.from_on, "a stop of a limit in days")
        if isinstance(stop.to_on, datetime):
            refuse_instant(stop.to_on, "a stop of a limit in days")
    if any(extension.length.unit is Unit.HOUR for extension in extensions):
        raise ValueError("a limit in days cannot be extended by hours")
