"""Which marks of an item's due date have been reached, and the words of the day's digest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from qingzhi.engine.limits.rules.bounds import Mark, schedule
from qingzhi.engine.limits.rules.calendar import WorkCalendar
from qingzhi.engine.limits.rules.count import Due
from qingzhi.engine.limits.rules.lengths import Length, Unit

ONE_DAY = Length(1, Unit.DAY)
LISTED = 50  # items that a digest names one by one


@dataclass(frozen=True)
class DigestLine:
    """One item in the digest of a day."""

    title: str
    due_on: date
    days: int
    url: str = ""

    @property
    def text(self) -> str:
        left = "今天到期" if self.days == 0 else f"剩 {self.days} 天" if self.days > 0 else f"逾期 {-self.days} 天"
        return f"{left}（{self.due_on}）：{self.title}"


def marks_reached(
    opened_on: date, due_on: date, marks: Sequence[Mark], calendar: WorkCalendar, today: date
) -> list[str]:
    """The codes of the marks whose day has come, in order of their days.

    A mark before the due date that would fall on the day of opening or earlier is left out: there was no time for it.
    """
    due = Due(start=opened_on, length=ONE_DAY, on=due_on, at=None, nominal_on=due_on, steps=(), warnings=(), basis="")
    return [bound.code for bound in schedule(due, marks, calendar) if bound.on <= today]


def digest(lines: Iterable[DigestLine]) -> tuple[str, str]:
    """Title and text of one day's digest, the most overdue first."""
    ordered = sorted(lines, key=lambda line: (line.days, line.title))
    overdue = sum(line.days < 0 for line in ordered)
    today = sum(line.days == 0 for line in ordered)
    counts = ((overdue, "逾期"), (today, "今天到期"), (len(ordered) - overdue - today, "即将到期"))
    title = f"待办提醒：{'，'.join(f'{count} 项{word}' for count, word in counts if count)}"
    numbered = [f"{number}. {line.text}" for number, line in enumerate(ordered[:LISTED], 1)]
    if len(ordered) > LISTED:
        numbered.append(f"另有 {len(ordered) - LISTED} 项，请在待办中查看。")
    return title, "\n".join(numbered)
