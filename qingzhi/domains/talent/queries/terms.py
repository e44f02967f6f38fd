"""Terms that end: how long before somebody is told."""

from datetime import date, timedelta

from qingzhi.engine.limits.queries import limits_under

MARKS = "talent.term.remind"


def marks_on(on: date) -> list[tuple[str, int]]:
    """(code, days before the end) of the rows in force, the earliest first."""
    return sorted(((rule.code, rule.value) for rule in limits_under(MARKS, on)), key=lambda pair: -pair[1])


def ending_by(on: date) -> date:
    """The last day until which a term counts as about to end."""
    return on + timedelta(days=max((days for _, days in marks_on(on)), default=0))
