"""The light of an answer sheet from its dates: the only place where it is decided."""

from dataclasses import dataclass
from datetime import date

from ..terms.surveys import AnswerState as State

SOON = 5


@dataclass(frozen=True)
class Light:
    """A light with its word and its reason."""

    code: str
    label: str
    reason: str


def light_of(state: str, due_on: date, first_submitted_on: date | None, today: date) -> Light:
    """How a sheet stands on a day. The last day itself is still in time."""
    at = State(state)
    told = f"{first_submitted_on} 报送" if first_submitted_on else ""
    if at in (State.ACCEPTED, State.LOCKED):
        return Light("done", at.label, told)
    if at is State.SUBMITTED:
        return Light("ok", at.label, told)
    if at is State.MISSED:
        return Light("late", at.label, f"期限 {due_on}，到锁定时仍未报送")
    days = (today - due_on).days
    if days > 0:
        return Light("late", "逾期未报" if at in (State.OWED, State.DRAFT) else f"{at.label}，逾期", f"逾期 {days} 天")
    if at in (State.RETURNED, State.CHECKING):
        return Light("warn", at.label, f"期限 {due_on}")
    return Light("warn" if days >= -SOON else "none", at.label, f"期限 {due_on}，剩 {-days} 天")


def days_late(state: str, due_on: date, first_submitted_on: date | None, today: date) -> int:
    """How many days a sheet is or was late; 0 where it came in time."""
    until = first_submitted_on if first_submitted_on and State(state) is not State.RETURNED else today
    return max((until - due_on).days, 0)
