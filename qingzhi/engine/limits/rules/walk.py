"""One walk along the calendar, day by day, that remembers what it did with each day."""

from collections.abc import Sequence
from datetime import date

from qingzhi.engine.limits.rules.calendar import ONE_DAY, DayCode, DayKind, WorkCalendar
from qingzhi.engine.limits.rules.lengths import Extension, Stop
from qingzhi.engine.limits.rules.steps import Step, StepCode, runs


class Walk:
    """Counts days from the day after its start; `cursor` is the last day that it has dealt with."""

    def __init__(self, start: date, calendar: WorkCalendar, stops: Sequence[Stop]) -> None:
        self.cursor = start
        self.calendar = calendar
        self.stops = tuple(stops)
        self._days: list[tuple[date, StepCode, str]] = []
        self._extensions: list[Step] = []
        self._years: set[int] = set()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Runs of days in order, then the extensions."""
        return (*runs(self._days), *self._extensions)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings about the years in which it mattered what a day is."""
        return self.calendar.warnings(self._years)

    def count(self, need: int, *, working: bool) -> int:
        """Count so many days, working days only or all; the number still missing where a stop without an end is met."""
        while need:
            day = self.cursor + ONE_DAY
            if self._waits(day):
                break
            need -= self._take(day, working)
        return need

    def move(self) -> bool:
        """Move a last day that is not a working day to the next one; False where a stop without an end is met."""
        reason = self._kind(self.cursor).reason
        ends_on = self.cursor
        while self._stop(ends_on) or not self._kind(ends_on).works:
            ends_on += ONE_DAY
            if self._waits(ends_on):
                return False
            self._days.append((ends_on, StepCode.MOVED, reason))
        self.cursor = ends_on
        return True

    def mark_extension(self, extension: Extension, from_on: date) -> None:
        """Note where an extension has run, up to the cursor."""
        reason = f"{extension.length}，{extension.reason}，{extension.approved_by}批准"
        self._extensions.append(Step(StepCode.EXTENDED, from_on, self.cursor, 0, reason))

    def _take(self, day: date, working: bool) -> bool:
        """Deal with one day; whether it counts."""
        self.cursor = day
        stop = self._stop(day)
        if stop:
            self._days.append((day, StepCode.STOPPED, stop.reason))
            return False
        if not working:
            self._days.append((day, StepCode.COUNTED, ""))
            return True
        kind = self._kind(day)
        self._days.append((day, _working_code(kind), "" if kind.code is DayCode.WORKDAY else kind.reason))
        return kind.works

    def _kind(self, day: date) -> DayKind:
        self._years.add(day.year)
        return self.calendar.kind(day)

    def _stop(self, day: date) -> Stop | None:
        return next((stop for stop in self.stops if stop.covers(day)), None)

    def _waits(self, day: date) -> bool:
        return any(stop.to_on is None and stop.covers(day) for stop in self.stops)


def _working_code(kind: DayKind) -> StepCode:
    if kind.works:
        return StepCode.COUNTED
    return StepCode.WEEKEND if kind.code is DayCode.WEEKEND else StepCode.HOLIDAY
