"""Codes of tracking and their official labels; comparators, kinds and periods are those of the compiled plan."""

from enum import StrEnum


class Comparator(StrEnum):
    """How a value stands to its goal."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    EQUAL = "="
    ABOUT = "≈"
    RANGE = "range"


class Kind(StrEnum):
    """What a target measures.

    stock: how many there are on a day; flow: how many came since the plan began, or per period; growth: by how much more,
    in % (or as a multiple, 倍); coverage: the share that has it, %; ratio: anything per anything; duration: a time taken.
    """

    STOCK = "stock"
    FLOW = "flow"
    GROWTH = "growth"
    COVERAGE = "coverage"
    RATIO = "ratio"
    DURATION = "duration"


class Per(StrEnum):
    """The period after which a repeated target is due again."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class LightState(StrEnum):
    """The light of a target."""

    DONE = "done"
    OK = "ok"
    WARN = "warn"
    LATE = "late"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The word beside the icon."""
        return LIGHT_LABELS[self]


class TaskCode(StrEnum):
    """The state of a plan task."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word beside the icon."""
        return TASK_LABELS[self]


LIGHT_LABELS = {
    LightState.DONE: "完成",
    LightState.OK: "正常",
    LightState.WARN: "预警",
    LightState.LATE: "滞后",
    LightState.UNKNOWN: "无数据",
}
TASK_LABELS = {
    TaskCode.NOT_STARTED: "未启动",
    TaskCode.ON_TRACK: "正常",
    TaskCode.DUE_SOON: "预警",
    TaskCode.OVERDUE: "滞后",
    TaskCode.DONE: "完成",
    TaskCode.CANCELLED: "撤销",
}
