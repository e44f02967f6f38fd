from .batch import Batch, Change, Rejection
from .source import ColumnMapping, Feed

__all__ = ["Batch", "Change", "ColumnMapping", "Feed", "Rejection"]
