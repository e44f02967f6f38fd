"""What happens to plans."""

from .baselines import BaselineBound
from .conference import LegalSourcePublished, LegislationMoved, MeetingMinuted
from .targets import IndicatorBound, LightThresholdSet, TargetStepsSet
from .tracking import (
    DunningAnswered,
    DunningDrawn,
    DunningEscalated,
    MilestoneFinished,
    MilestoneReopened,
    ReportAccepted,
    ReportReturned,
    ReportRevised,
    ReportSubmitted,
    RoundLocked,
    RoundOpened,
    TaskCancelled,
    TaskCompleted,
    TaskReopened,
    TasksGiven,
)
from .versions import PlanVersionImported, PlanVersionPublished, PlanVersionWithdrawn

__all__ = [
    "BaselineBound",
    "DunningAnswered",
    "DunningDrawn",
    "DunningEscalated",
    "IndicatorBound",
    "LegalSourcePublished",
    "LegislationMoved",
    "LightThresholdSet",
    "MeetingMinuted",
    "MilestoneFinished",
    "MilestoneReopened",
    "PlanVersionImported",
    "PlanVersionPublished",
    "PlanVersionWithdrawn",
    "ReportAccepted",
    "ReportReturned",
    "ReportRevised",
    "ReportSubmitted",
    "RoundLocked",
    "RoundOpened",
    "TargetStepsSet",
    "TaskCancelled",
    "TaskCompleted",
    "TaskReopened",
    "TasksGiven",
]
