"""What happens to limits."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("limits.calendar_changed")
@dataclass(frozen=True)
class CalendarChanged(Event):
    """The office changed what a day of this year is (or, without `day`, declared the year complete); due dates beyond it may
    have to be counted anew."""

    year: int
    region: str
    day: str = ""


@event("limits.rule_amended")
@dataclass(frozen=True)
class LimitAmended(Event):
    """A limit has another length from a day on."""

    code: str
    valid_from: str
