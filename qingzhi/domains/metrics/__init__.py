"""Figures 「指标与统计数据」: indicators by their official names, statistics with their source, and what every target asks.

Public face: `queries` (`value_of`, `series_of`, `register_provider`, `register_usage`), `actions`, `access`, `events`,
`refusals`, `terms`, `testing`. A register that can count an indicator itself registers a provider; until then its values
are statistics, entered or imported, each with its source, corrected by dated revisions and never overwritten.
"""
