"""Figures 「指标与统计」: indicators, statistics with their source, and `queries.value_of`."""
