"""Working days 「工作日」: the national holiday arrangement, corrected by what the office enters.

National days come from the package chinesecalendar, which collects the yearly notices of the General Office of the State
Council (国务院办公厅关于部分节假日安排的通知), with weekends made working days 「调休」 and the Spring Festival that was
prolonged in 2020. A year that it lacks is counted with weekends only, and every result that touches it says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from chinese_calendar import Holiday
from chinese_calendar.constants import holidays as national_holidays
from chinese_calendar.constants import workdays as national_workdays

NATIONAL_SOURCE = "国务院办公厅节假日安排通知"
KNOWN_YEARS = frozenset(day.year for day in national_holidays)
# The package says 清明, 端午, 中秋 where the notices say 清明节 and so on.
CHINESE_NAMES = {
    holiday.value: holiday.chinese + ("节" if holiday.chinese in ("清明", "端午", "中秋") else "")
    for holiday in Holiday
}
ONE_DAY = timedelta(days=1)


class DayCode(StrEnum):
    """What a day is; `holiday` and `shifted` may be national or entered by the office."""

    WORKDAY = "workday"
    SHIFTED = "shifted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class DayKind:
    """What a day is, why, and who says so."""

    code: DayCode
    reason: str
    source: str = ""

    @property
    def works(self) -> bool:
        """Whether offices are open."""
        return self.code in (DayCode.WORKDAY, DayCode.SHIFTED)

    @classmethod
    def off(cls, reason: str, source: str) -> "DayKind":
        """A day on which offices are closed by a decision, such as a provincial one."""
        return cls(DayCode.HOLIDAY, reason, source)

    @classmethod
    def on(cls, reason: str, source: str) -> "DayKind":
        """A day on which offices are open by a decision."""
        return cls(DayCode.SHIFTED, reason, source)


PLAIN_WORKDAY = DayKind(DayCode.WORKDAY, "工作日")
PLAIN_WEEKEND = DayKind(DayCode.WEEKEND, "双休日")


@dataclass(frozen=True)
class WorkCalendar:
    """National days under the office's own: `overrides` wins, and each of its days names a source.

    `complete_years` are years that the package lacks and whose whole arrangement the office has entered as overrides;
    they carry no warning.
    """

    overrides: Mapping[date, DayKind] = field(default_factory=dict)
    complete_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for day, kind in self.overrides.items():
            if not kind.source:
                raise ValueError(f"an override of the calendar needs a source: {day} {kind.reason}")
        object.__setattr__(self, "overrides", MappingProxyType(dict(self.overrides)))

    def kind(self, day: date) -> DayKind:
        """What a day is."""
        return self.overrides.get(day) or national_kind(day)

    def is_working(self, day: date) -> bool:
        """Whether offices are open on a day."""
        return self.kind(day).works

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, or the first one after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def previous_working(self, day: date) -> date:
        """The day itself if it is a working day, or the last one before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def shift(self, day: date, working_days: int) -> date:
        """The n-th working day after a day, or before it where n is negative; the day itself for 0."""
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        left = abs(working_days)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def warnings(self, years: Iterable[int]) -> tuple[str, ...]:
        """One sentence for each of the years whose holiday arrangement is not known."""
        missing = sorted(set(years) - KNOWN_YEARS - self.complete_years)
        return tuple(f"{year}年节假日安排尚未收录，暂只按双休日计算，补录后须重新计算。" for year in missing)


def national_kind(day: date) -> DayKind:
    """What a day is by the national arrangement, or by its weekday in a year without one."""
    if day in national_workdays:
        name = CHINESE_NAMES[national_workdays[day]]
        return DayKind(DayCode.SHIFTED, f"{name}调休上班", NATIONAL_SOURCE)
    if day in national_holidays:
        return DayKind(DayCode.HOLIDAY, CHINESE_NAMES[national_holidays[day]], NATIONAL_SOURCE)
    return PLAIN_WEEKEND if day.weekday() >= 5 else PLAIN_WORKDAY
