"""Codes of figures and their official Chinese labels."""

from enum import StrEnum


class Term(StrEnum):
    """A code with its label: `CODE = "code", "中文"`."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "Term":
        made = str.__new__(cls, code)
        made._value_ = code
        made.label = label
        return made

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(one.value, one.label) for one in cls]


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
