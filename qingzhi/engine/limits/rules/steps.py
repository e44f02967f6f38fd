"""How a due date came about, as data: runs of days that tile the time from the start to the due date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qingzhi.engine.limits.rules.calendar import ONE_DAY


class StepCode(StrEnum):
    """What happened to a run of days; `extended` marks where an extension ran and holds no days of its own."""

    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    STOPPED = "stopped"
    MOVED = "moved"
    EXTENDED = "extended"


@dataclass(frozen=True)
class Step:
    """A run of days, both ends included; `days` is how many it holds (0 for an extension, which overlaps others).

    `reason` is empty for ordinary counted days, and names the holiday, the shifted working day, the stop or the extension.
    """

    code: StepCode
    from_on: date
    to_on: date
    days: int
    reason: str = ""


def runs(days: Iterable[tuple[date, StepCode, str]]) -> list[Step]:
    """Join consecutive days of the same code and reason; the input is in order and without gaps."""
    joined: list[Step] = []
    for day, code, reason in days:
        last = joined[-1] if joined else None
        if last and (last.code, last.reason) == (code, reason) and last.to_on + ONE_DAY == day:
            joined[-1] = Step(code, last.from_on, day, last.days + 1, reason)
        else:
            joined.append(Step(code, day, day, 1, reason))
    return joined
