"""What follows for running cases when the office says that a day is another one than it was."""

from datetime import date, timedelta

from qingzhi.base.events.bus import subscribe
from qingzhi.engine.limits.events import CalendarChanged

from .actions.recounting import ask_recount, recount
from .events import RecountAsked


@subscribe(CalendarChanged, "procedures.ask_recount")
def on_calendar_changed(happened: CalendarChanged) -> None:
    """The limits that run over the day, or over the year that is declared complete."""
    if happened.day:
        first = date.fromisoformat(happened.day)
        ask_recount(first=first, last=first + timedelta(days=1))
    else:
        ask_recount(first=date(happened.year, 1, 1), last=date(happened.year + 1, 1, 1))


@subscribe(RecountAsked, "procedures.recount")
def on_recount_asked(happened: RecountAsked) -> None:
    """A portion of the cases; what is left is asked for again."""
    recount(first=date.fromisoformat(happened.first), last=date.fromisoformat(happened.last), after=happened.after)
