from .batch import ImportBatch
from .formula import Formula, FormulaFigure, FormulaRun
from .frozen import Freeze, FrozenCheck, FrozenDrift, FrozenFigure
from .indicator import Indicator
from .register_count import CountRequest, RegisterCount
from .statistic import Statistic

__all__ = [
    "CountRequest",
    "Formula",
    "FormulaFigure",
    "FormulaRun",
    "Freeze",
    "FrozenCheck",
    "FrozenDrift",
    "FrozenFigure",
    "ImportBatch",
    "Indicator",
    "RegisterCount",
    "Statistic",
]
