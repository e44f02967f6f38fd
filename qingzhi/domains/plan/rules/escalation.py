"""When an unanswered dunning notice 「督办单」 goes to the next level: working days after its limit, by dated rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qingzhi.domains.plan.rules.tracking.reasons import day_text
from qingzhi.engine.limits.rules.calendar import WorkCalendar


@dataclass(frozen=True)
class Rung:
    """One level: who is told, and how many working days after the limit for the answer."""

    level: int
    title: str
    days_after: int
    source: str


@dataclass(frozen=True)
class Escalation:
    """A level that has been reached, on which day, and how that was counted."""

    rung: Rung
    on: date
    reason: str


def told(levels: Iterable[tuple[str, int]]) -> str:
    """The levels in one sentence of a notice: (title, working days after the limit)."""
    said = [f"期满后满{days}个工作日报送{title}" if days else f"期满即报送{title}" for title, days in levels]
    return "，".join(said) or "按规定报告联席会议"


def reached(answer_due_on: date, today: date, rungs: Iterable[Rung], calendar: WorkCalendar) -> list[Escalation]:
    """The levels that an unanswered notice has reached by today, lowest first.

    The last day itself is still in time, so nothing is reached on it, even by a level of 0 days.
    """
    found = []
    for rung in sorted(rungs, key=lambda one: one.level):
        last_on = calendar.shift(answer_due_on, rung.days_after)
        if today > last_on:
            wait = f"又过 {rung.days_after} 个工作日（{day_text(last_on)}）" if rung.days_after else "期满"
            reason = f"答复期限 {day_text(answer_due_on)}，{wait}仍未答复，报送{rung.title}。依据：{rung.source}。"
            found.append(Escalation(rung, last_on, reason))
    return found
