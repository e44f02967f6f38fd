from .batch import ImportBatch
from .indicator import Indicator
from .statistic import Statistic

__all__ = ["ImportBatch", "Indicator", "Statistic"]
