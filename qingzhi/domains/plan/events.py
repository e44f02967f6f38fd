"""What happens to plans."""

from dataclasses import dataclass
from datetime import date

from qingzhi.base.events.types import Event, event

# ── versions ────────────────────────────────────────────────────────────────────────────────────


@event("plan.version_imported")
@dataclass(frozen=True)
class PlanVersionImported(Event):
    """A text was compiled into a draft."""

    plan_id: int
    version_id: int


@event("plan.version_published")
@dataclass(frozen=True)
class PlanVersionPublished(Event):
    """A version is in force; `superseded_id` is the one that it replaces, 0 for none."""

    plan_id: int
    version_id: int
    superseded_id: int = 0


@event("plan.version_withdrawn")
@dataclass(frozen=True)
class PlanVersionWithdrawn(Event):
    """A draft was given up."""

    plan_id: int
    version_id: int


# ── tracking ────────────────────────────────────────────────────────────────────────────────────


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


@event("plan.meeting_minuted")
@dataclass(frozen=True)
class MeetingMinuted(Event):
    """The minutes of a meeting were issued."""

    meeting_id: int


@event("plan.legislation_moved")
@dataclass(frozen=True)
class LegislationMoved(Event):
    """A legislative project came to a stage."""

    project_id: int
    stage: str


@event("plan.legal_source_published")
@dataclass(frozen=True)
class LegalSourcePublished(Event):
    """A text was published that rules can cite by its code."""

    source_id: int
    code: str


# ── targets ─────────────────────────────────────────────────────────────────────────────────────


@event("plan.indicator_bound")
@dataclass(frozen=True)
class IndicatorBound(Event):
    """A target was bound to an indicator; `indicator_id` is 0 where it was unbound."""

    plan_id: int
    lineage: str
    indicator_id: int


@event("plan.target_steps_set")
@dataclass(frozen=True)
class TargetStepsSet(Event):
    """The yearly steps of a target were set."""

    tracked_id: int


@event("plan.light_threshold_set")
@dataclass(frozen=True)
class LightThresholdSet(Event):
    """Targets are judged by other thresholds from a day on."""

    threshold_id: int
    valid_from: str
