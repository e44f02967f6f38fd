"""What a limit is made of: its length, the stops 「中止」 that suspend it, the extensions 「延长」 that lengthen it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType


class Unit(StrEnum):
    """Units in which laws state limits.

    Whether 「日」 in a law means working days is for the law to say (《行政处罚法》第85条: 二日、三日、五日、七日 are
    working days; 《行政许可法》第82条: all of them), so the row of the limit states it and nothing is guessed here.
    """

    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"


UNIT_LABELS: Mapping[Unit, str] = MappingProxyType(
    {Unit.WORKING_DAY: "个工作日", Unit.DAY: "日", Unit.MONTH: "个月", Unit.YEAR: "年", Unit.HOUR: "小时"}
)

# A century in each unit: more is a slip of the pen in a rule table, not a limit.
LONGEST: Mapping[Unit, int] = MappingProxyType(
    {Unit.WORKING_DAY: 25_000, Unit.DAY: 36_525, Unit.MONTH: 1_200, Unit.YEAR: 100, Unit.HOUR: 876_600}
)


@dataclass(frozen=True)
class Length:
    """A whole number of units, at least one: 「30 个工作日」."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", Unit(self.unit))
        if not 1 <= self.value <= LONGEST[self.unit]:
            raise ValueError(f"limit length out of range: {self.value} {self.unit}")

    def __str__(self) -> str:
        return f"{self.value} {UNIT_LABELS[self.unit]}"


@dataclass(frozen=True)
class Stop:
    """A suspension: from `from_on` the days do not count; `to_on` is the first day that counts again.

    `to_on` None: still suspended. A limit in hours may be stopped by instants instead of days.
    """

    from_on: date
    to_on: date | None
    reason: str

    def __post_init__(self) -> None:
        if self.to_on is None:
            return
        if isinstance(self.from_on, datetime) != isinstance(self.to_on, datetime):
            raise TypeError("a stop is given either in days or in instants, not in both")
        if self.to_on < self.from_on:
            raise ValueError(f"a stop cannot end ({self.to_on}) before it begins ({self.from_on})")

    def covers(self, day: date) -> bool:
        """Whether a day is one that does not count."""
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True)
class Extension:
    """An approved extension; it runs on from the end of what was granted before."""

    length: Length
    reason: str
    approved_by: str


def refuse_instant(day: date, what: str) -> None:
    """A limit in days runs from a local date; which date an instant falls on is for the caller to decide."""
    if isinstance(day, datetime):
        raise TypeError(f"{what} must be a date, not an instant: {day!r}")
