from .batch import ImportBatch
from .formula import Formula, FormulaFigure, FormulaRun
from .indicator import Indicator
from .register_count import CountRequest, RegisterCount
from .statistic import Statistic

__all__ = [
    "CountRequest",
    "Formula",
    "FormulaFigure",
    "FormulaRun",
    "ImportBatch",
    "Indicator",
    "RegisterCount",
    "Statistic",
]
