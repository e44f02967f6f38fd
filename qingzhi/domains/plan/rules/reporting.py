"""The light of a report and of a notice, from their dates: the only place where they are decided."""

from dataclasses import dataclass
from datetime import date

from qingzhi.domains.plan.terms import ReportState


@dataclass(frozen=True)
class Light:
    """A light with its word and its reason."""

    code: str
    label: str
    reason: str


def light_of(state: ReportState | str, due_on: date, first_submitted_on: date | None, today: date) -> Light:
    """How a report stands on a day. The last day itself is still in time."""
    state = ReportState(state)
    if state is ReportState.ACCEPTED:
        return Light("done", state.label, _when(first_submitted_on))
    if state is ReportState.SUBMITTED:
        return Light("ok", state.label, _when(first_submitted_on))
    if state is ReportState.WAIVED:
        return Light("none", state.label, "任务已经办结或撤销")
    if state is ReportState.MISSED:
        return Light("late", state.label, f"期限 {due_on}，到填报期锁定或任务终了时仍未完成")
    days = (today - due_on).days
    if days > 0:
        return Light("late", f"{state.label}，逾期" if state is ReportState.RETURNED else "逾期未报", f"逾期 {days} 天")
    if state is ReportState.RETURNED:
        return Light("warn", state.label, f"请在 {due_on} 前补正")
    return Light("warn" if days >= -5 else "none", state.label, f"期限 {due_on}，剩 {-days} 天")


def _when(first_submitted_on: date | None) -> str:
    return f"{first_submitted_on} 提交" if first_submitted_on else ""


def notice_light(
    answer_due_on: date, answered_on: date | None, closed_on: date | None, level: int, today: date
) -> Light:
    """How a dunning notice stands on a day."""
    late = f"，第 {level} 级" if level else ""
    if closed_on:
        return Light("done", "已办结", f"{closed_on} 办结")
    if answered_on:
        days = (answered_on - answer_due_on).days
        return Light("ok", "已答复", f"{answered_on} 答复" + (f"，逾期 {days} 天" if days > 0 else ""))
    days = (today - answer_due_on).days
    if days > 0:
        return Light("late", f"逾期未答复{late}", f"答复期限 {answer_due_on}，逾期 {days} 天{late}")
    return Light("warn", "待答复", f"答复期限 {answer_due_on}，剩 {-days} 天")
