"""Due dates from the limit table, with the sentences that explain them."""

from datetime import date

from qingzhi.engine.limits.queries import calendar_for, due
from qingzhi.engine.limits.rules.calendar import WorkCalendar

REPORT_DUE = "plan.report.due"
REPORT_RETURN = "plan.report.return"
DUNNING_ANSWER = "plan.dunning.answer"


def due_by(code: str, start: date, *, calendar: WorkCalendar | None = None) -> tuple[date, list[str]]:
    """When a limit that begins on a day is due, and how that was counted."""
    found = due(code, start, calendar=calendar)
    assert found.on is not None  # limits of the plan are never suspended
    return found.on, found.explain()


def office_calendar() -> WorkCalendar:
    """The working days of the office."""
    return calendar_for()
