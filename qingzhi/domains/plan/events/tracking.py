"""What happens to tasks, rounds and reports, and to those who are silent."""

from dataclasses import dataclass
from datetime import date

from qingzhi.base.events.types import Event, event


@event("plan.tasks_given")
@dataclass(frozen=True)
class TasksGiven(Event):
    """A measure, a decision or a task was divided into so many tasks."""

    plan_id: int
    first_task_id: int
    count: int


@event("plan.task_completed")
@dataclass(frozen=True)
class TaskCompleted(Event):
    """The office found a task done."""

    task_id: int
    on: date


@event("plan.task_cancelled")
@dataclass(frozen=True)
class TaskCancelled(Event):
    """A task was given up."""

    task_id: int


@event("plan.task_reopened")
@dataclass(frozen=True)
class TaskReopened(Event):
    """A task that was done or cancelled is open again."""

    task_id: int


@event("plan.milestone_finished")
@dataclass(frozen=True)
class MilestoneFinished(Event):
    """A body reached a step of its task."""

    task_id: int
    milestone_id: int
    on: date


@event("plan.milestone_reopened")
@dataclass(frozen=True)
class MilestoneReopened(Event):
    """The office found a step not reached after all."""

    task_id: int
    milestone_id: int


@event("plan.round_opened")
@dataclass(frozen=True)
class RoundOpened(Event):
    """Every open task is to be reported on."""

    round_id: int
    report_count: int


@event("plan.round_locked")
@dataclass(frozen=True)
class RoundLocked(Event):
    """A period stands as it is."""

    round_id: int


@event("plan.report_submitted")
@dataclass(frozen=True)
class ReportSubmitted(Event):
    """A body handed in a report."""

    report_id: int
    task_id: int


@event("plan.report_returned")
@dataclass(frozen=True)
class ReportReturned(Event):
    """The office sent a report back."""

    report_id: int
    task_id: int


@event("plan.report_accepted")
@dataclass(frozen=True)
class ReportAccepted(Event):
    """The office accepted a report; the task's progress is the report's."""

    report_id: int
    task_id: int
    percent: int


@event("plan.report_revised")
@dataclass(frozen=True)
class ReportRevised(Event):
    """A report in a locked round was corrected, with date and reason."""

    report_id: int
    revision_id: int


@event("plan.dunning_drawn")
@dataclass(frozen=True)
class DunningDrawn(Event):
    """A body was dunned."""

    notice_id: int
    body_id: int


@event("plan.dunning_answered")
@dataclass(frozen=True)
class DunningAnswered(Event):
    """A body answered a notice."""

    notice_id: int
    body_id: int


@event("plan.dunning_escalated")
@dataclass(frozen=True)
class DunningEscalated(Event):
    """A notice without an answer went to the next level."""

    notice_id: int
    body_id: int
    level: int
