from .citation import Citation
from .measure import Measure, MeasureBody
from .plan import Plan
from .section import Section
from .target import Baseline, Figure, Target
from .version import PlanVersion
from .warning import CompileWarning

__all__ = [
    "Baseline",
    "Citation",
    "CompileWarning",
    "Figure",
    "Measure",
    "MeasureBody",
    "Plan",
    "PlanVersion",
    "Section",
    "Target",
]
