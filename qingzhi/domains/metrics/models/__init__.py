from .batch import ImportBatch
from .boards import BoardLine, MapTile, OpenIndicator
from .compared import ComparedFigure, ComparedPlace, ComparedTable
from .density import DensityKind, IndustryStatistic, IntensiveCode, IntensiveGroup
from .evaluation import (
    Dispute,
    DisputedRecord,
    Evaluation,
    EvaluationMethod,
    Judged,
    MethodLeaf,
    Score,
    ScorePart,
)
from .formula import Formula, FormulaFigure, FormulaRun
from .frozen import Freeze, FrozenCheck, FrozenDrift, FrozenFigure
from .indicator import Indicator
from .proposals import RevisionProposal
from .register_count import CountRequest, RegisterCount
from .report import Report, ReportBlock, ReportOutline
from .statistic import Statistic
from .survey_rounds import LockedCell, SurveyAnswer, SurveyCell, SurveyCorrection, SurveyFigure, SurveyRound
from .surveys import Survey, SurveyQuestion, SurveyRule, SurveyThreshold, SurveyVersion
from .yearbook import YearbookTable

__all__ = [
    "BoardLine",
    "ComparedFigure",
    "ComparedPlace",
    "ComparedTable",
    "CountRequest",
    "DensityKind",
    "Dispute",
    "DisputedRecord",
    "Evaluation",
    "EvaluationMethod",
    "Formula",
    "FormulaFigure",
    "FormulaRun",
    "Freeze",
    "FrozenCheck",
    "FrozenDrift",
    "FrozenFigure",
    "ImportBatch",
    "Indicator",
    "IndustryStatistic",
    "IntensiveCode",
    "IntensiveGroup",
    "Judged",
    "LockedCell",
    "MapTile",
    "MethodLeaf",
    "OpenIndicator",
    "RegisterCount",
    "Report",
    "ReportBlock",
    "ReportOutline",
    "RevisionProposal",
    "Score",
    "ScorePart",
    "Statistic",
    "Survey",
    "SurveyAnswer",
    "SurveyCell",
    "SurveyCorrection",
    "SurveyFigure",
    "SurveyQuestion",
    "SurveyRound",
    "SurveyRule",
    "SurveyThreshold",
    "SurveyVersion",
    "YearbookTable",
]
