from .baselines import BaselineCheck
from .citation import Citation
from .conference import AgendaItem, Attendance, ConferenceMember, ConferenceOffice, Decision, Meeting, Minutes
from .dunning import DunningEscalation, DunningNotice, DunningTask, EscalationLevel
from .grassroots import GrassrootsCondition, GrassrootsStandard
from .legislation import Consultation, ConsultationComment, DraftVersion, LegalSource, LegislativeProject, StageRecord
from .measure import Measure, MeasureBody
from .plan import Plan
from .report import ProgressReport, ReportReturn, ReportRevision
from .round import ReportingRound
from .section import Section
from .target import Baseline, Figure, Target
from .target_tracking import LightThreshold, TargetStep, TrackedTarget
from .task import Milestone, MilestoneStep, PlanTask, TaskHandover, TaskSupport, TaskThreshold
from .version import PlanVersion
from .warning import CompileWarning

__all__ = [
    "AgendaItem",
    "Attendance",
    "Baseline",
    "BaselineCheck",
    "Citation",
    "CompileWarning",
    "ConferenceMember",
    "ConferenceOffice",
    "Consultation",
    "ConsultationComment",
    "Decision",
    "DraftVersion",
    "DunningEscalation",
    "DunningNotice",
    "DunningTask",
    "EscalationLevel",
    "Figure",
    "GrassrootsCondition",
    "GrassrootsStandard",
    "LegalSource",
    "LegislativeProject",
    "LightThreshold",
    "Measure",
    "MeasureBody",
    "Meeting",
    "Milestone",
    "MilestoneStep",
    "Minutes",
    "Plan",
    "PlanTask",
    "PlanVersion",
    "ProgressReport",
    "ReportReturn",
    "ReportRevision",
    "ReportingRound",
    "Section",
    "StageRecord",
    "Target",
    "TargetStep",
    "TaskHandover",
    "TaskSupport",
    "TaskThreshold",
    "TrackedTarget",
]
