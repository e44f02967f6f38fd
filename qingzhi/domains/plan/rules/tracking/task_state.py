"""The state of a plan task 「任务」, from its record: the only place where it is decided.

Cancelled before all; then done; then what is late (the deadline, a milestone); then what should be looked at (the deadline
near, a milestone missed, no report); then whether it has been taken up at all. A suspended task does not become late, but one
that was late when it was suspended stays so. A state says all its reasons, the worst first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from qingzhi.domains.plan.rules.tracking.reasons import day_text
from qingzhi.domains.plan.rules.tracking.terms import TaskCode
from qingzhi.engine.limits.rules.remaining import LeftState, Remaining, days_left


@dataclass(frozen=True)
class Milestone:
    """A step within a task 「节点」."""

    name: str
    due_on: date
    done_on: date | None = None


@dataclass(frozen=True)
class TaskFacts:
    """What the record says of a task.

    `opened_on` is when its body took it up (None: not yet), `due_on` its deadline with past stops already counted in,
    `reported_on` the day of the last accepted report, `suspended_on` the day since when it is suspended (None: it is not).
    """

    opened_on: date | None
    due_on: date | None
    done_on: date | None = None
    reported_on: date | None = None
    milestones: tuple[Milestone, ...] = ()
    suspended_on: date | None = None
    suspended_reason: str = ""
    cancelled_on: date | None = None
    cancelled_reason: str = ""


@dataclass(frozen=True)
class TaskThresholds:
    """A dated row, all in calendar days.

    `due_soon_days` before the deadline, `milestone_days` that a milestone may be missed by before the task is late,
    `report_days` without an accepted report (None: no reports are asked for).
    """

    due_soon_days: int
    milestone_days: int
    report_days: int | None
    valid_from: date
    source: str
    valid_to: date | None = None


@dataclass(frozen=True)
class State:
    """A task's state with its label and its reason."""

    code: TaskCode
    label: str
    reason: str


def task_state(facts: TaskFacts, today: date, thresholds: TaskThresholds) -> State:
    """The state of a task on a day."""
    if _has_come(facts.cancelled_on, today):
        return _state(TaskCode.CANCELLED, [f"{day_text(facts.cancelled_on)} 撤销", facts.cancelled_reason])
    if _has_come(facts.done_on, today):
        return _state(TaskCode.DONE, [f"{day_text(facts.done_on)} 完成", _late_by(facts)])
    clock = _clock(facts, today)
    overdue = list(_overdue(facts, clock, thresholds))
    if _has_come(facts.suspended_on, today) and not overdue:
        return _state(TaskCode.ON_TRACK, [f"{day_text(facts.suspended_on)} 起暂停", facts.suspended_reason])
    soon = list(_due_soon(facts, clock, thresholds))
    if overdue or soon:
        return _state(TaskCode.OVERDUE if overdue else TaskCode.DUE_SOON, [*overdue, *soon, *_not_opened(facts, today)])
    if not _has_come(facts.opened_on, today):
        return _state(TaskCode.NOT_STARTED, list(_not_opened(facts, today)))
    return _state(TaskCode.ON_TRACK, [_time_left(facts, today)])


def deadline_tag(facts: TaskFacts, today: date) -> Remaining:
    """The tag beside a task: 剩 3 天, 今天到期, 逾期 2 天; 按期完成 or 逾期 2 天完成; 已撤销; 中止中; 未定期限."""
    if _has_come(facts.cancelled_on, today):
        return Remaining(LeftState.NONE, None, "已撤销")
    if _has_come(facts.done_on, today):
        return Remaining(LeftState.NONE, None, _late_by(facts) or "已完成")
    left = days_left(facts.due_on, _clock(facts, today))
    if _has_come(facts.suspended_on, today) and left.state is not LeftState.OVERDUE:
        return Remaining(LeftState.SUSPENDED, None, "中止中")
    return left


def _overdue(facts: TaskFacts, today: date, thresholds: TaskThresholds) -> Iterator[str]:
    if facts.due_on and today > facts.due_on:
        yield f"期限 {day_text(facts.due_on)}，逾期 {(today - facts.due_on).days} 天"
    for milestone, days in _missed(facts, today):
        if days > thresholds.milestone_days:
            yield f"节点“{milestone.name}”逾期 {days} 天"


def _due_soon(facts: TaskFacts, today: date, thresholds: TaskThresholds) -> Iterator[str]:
    if facts.due_on and 0 <= (facts.due_on - today).days <= thresholds.due_soon_days:
        yield f"期限 {day_text(facts.due_on)}，{days_left(facts.due_on, today).label}"
    for milestone, days in _missed(facts, today):
        if days <= thresholds.milestone_days:
            yield f"节点“{milestone.name}”逾期 {days} 天"
    if thresholds.report_days is not None and _has_come(facts.opened_on, today):
        since = max(facts.reported_on or facts.opened_on, facts.opened_on)
        if (today - since).days > thresholds.report_days:
            yield f"已 {(today - since).days} 天没有审核通过的进展报告"


def _missed(facts: TaskFacts, today: date) -> Iterator[tuple[Milestone, int]]:
    for milestone in facts.milestones:
        if milestone.due_on < today and not _has_come(milestone.done_on, today):
            yield milestone, (today - milestone.due_on).days


def _not_opened(facts: TaskFacts, today: date) -> Iterator[str]:
    if not _has_come(facts.opened_on, today):
        yield "责任单位尚未启动" if facts.opened_on is None else f"计划于 {day_text(facts.opened_on)} 启动"


def _time_left(facts: TaskFacts, today: date) -> str:
    return f"期限 {day_text(facts.due_on)}，{days_left(facts.due_on, today).label}" if facts.due_on else "未定期限"


def _late_by(facts: TaskFacts) -> str:
    if facts.due_on is None or facts.done_on is None:
        return ""
    days = (facts.done_on - facts.due_on).days
    return f"逾期 {days} 天完成" if days > 0 else "按期完成"


def _clock(facts: TaskFacts, today: date) -> date:
    """The day as which lateness is judged: it stands still from the day of suspension."""
    return min(today, facts.suspended_on) if facts.suspended_on else today


def _has_come(day: date | None, today: date) -> TypeGuard[date]:
    return day is not None and day <= today


def _state(code: TaskCode, reasons: list[str]) -> State:
    return State(code, code.label, "；".join(reason for reason in reasons if reason) + "。")
