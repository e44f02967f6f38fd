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


class FormulaState(Term):
    """Where a version of a formula stands."""

    DRAFT = "draft", "拟订"
    TRIED = "tried", "已试算"
    PUBLISHED = "published", "已发布"


STATISTICS = "statistics"  # the provider of a value that was entered or imported
FORMULAS = "formulas"  # the provider of a value that a published formula counts in the lake
REGISTERS = "registers"  # the provider of a value that a register counts
