"""Limits in hours: from an instant, through nights and holidays, never moved (《民法典》第201条第2款)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from math import ceil

from qingzhi.engine.limits.rules.lengths import Extension, Length, Stop, Unit
from qingzhi.engine.limits.rules.result import Due
from qingzhi.engine.limits.rules.sources import counting_basis

HOUR = timedelta(hours=1)


def due_at(
    start: date, length: Length, *, stops: Sequence[Stop] = (), extensions: Sequence[Extension] = (), basis: str = ""
) -> Due:
    """When a limit in hours is due; stops may be given by instants, or by days from midnight to midnight."""
    if not isinstance(start, datetime):
        raise TypeError(f"a limit in hours runs from an instant, not from a date: {start!r}")
    lengths = (length, *(extension.length for extension in extensions))
    if any(each.unit is not Unit.HOUR for each in lengths):
        raise ValueError("a limit in hours can only be extended by hours")
    at, left, met = _run(start, sum(each.value for each in lengths) * HOUR, stops)
    return Due(
        start=start,
        length=length,
        on=None,
        at=None if left else at,
        nominal_on=None,
        steps=(),
        warnings=(),
        basis=basis or counting_basis(start.date()),
        stops=tuple(met),
        extensions=tuple(extensions),
        suspended_on=at.date() if left else None,
        left=(Length(ceil(left / HOUR), Unit.HOUR),) if left else (),
    )


def _run(start: datetime, left: timedelta, stops: Sequence[Stop]) -> tuple[datetime, timedelta, list[Stop]]:
    """The end, with nothing left; or the instant of suspension with the time that is left; and the stops met."""
    cursor, met = start, []
    for stop in sorted(stops, key=lambda each: _instant(each.from_on, start)):
        begins = _instant(stop.from_on, start)
        ends = None if stop.to_on is None else _instant(stop.to_on, start)
        if begins >= cursor + left or (ends is not None and ends <= cursor):
            continue
        met.append(stop)
        left -= max(begins - cursor, timedelta(0))
        if ends is None:
            return max(begins, cursor), left, met
        cursor = ends
    return cursor + left, timedelta(0), met


def _instant(day: date, like: datetime) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time(0), tzinfo=like.tzinfo)
