from .calendar import DayOverride, YearArrangement
from .rule import LimitRule

__all__ = ["DayOverride", "LimitRule", "YearArrangement"]
