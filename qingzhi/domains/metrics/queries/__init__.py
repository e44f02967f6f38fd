"""Reads of figures: `value_of` above all, which every target asks."""

from .batches import batch_of
from .indicators import indicator_by_code, indicator_named, indicators_valid_on, name_index
from .providers import FigureProvider, forget_provider, provider_of, providers_of, register_provider
from .statistics import current_statistics, history_of, known, sources_of
from .usages import Usage, UsageSource, register_usage, usage_counts, usages_of, usages_of_many
from .values import ReadSeries, Value, read_series, series_for, series_of, value_known_on, value_of

__all__ = [
    "FigureProvider",
    "ReadSeries",
    "Usage",
    "UsageSource",
    "Value",
    "batch_of",
    "current_statistics",
    "forget_provider",
    "history_of",
    "indicator_by_code",
    "indicator_named",
    "indicators_valid_on",
    "known",
    "name_index",
    "provider_of",
    "providers_of",
    "read_series",
    "register_provider",
    "register_usage",
    "series_for",
    "series_of",
    "sources_of",
    "usage_counts",
    "usages_of",
    "usages_of_many",
    "value_known_on",
    "value_of",
]
