from .batch import ImportBatch
from .indicator import Indicator
from .register_count import CountRequest, RegisterCount
from .statistic import Statistic

__all__ = ["CountRequest", "ImportBatch", "Indicator", "RegisterCount", "Statistic"]
