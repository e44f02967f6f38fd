"""Codes of figures and their official Chinese labels."""

from qingzhi.base.terms import Term


class IndicatorKind(Term):
    """What kind of number an indicator is."""

    STOCK = "stock", "存量"
    FLOW = "flow", "流量"
    GROWTH = "growth", "增长率"
    RATIO = "ratio", "比率"
    COVERAGE = "coverage", "覆盖率"
    DURATION = "duration", "时长"


class Direction(Term):
    """Which way is better."""

    UP = "up", "越高越好"
    DOWN = "down", "越低越好"


STATISTICS = "statistics"  # the provider of a value that was entered or imported
