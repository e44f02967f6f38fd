"""Codes and their official labels."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a work item ended 「办理结果」."""

    DONE = "done"
    CANCELLED = "cancelled"
    MERGED = "merged"

    @property
    def label(self) -> str:
        return {"done": "已办结", "cancelled": "已撤销", "merged": "并入同一事项"}[self.value]


class Priority(StrEnum):
    """How urgent it is 「紧急程度」; the numbers sort."""

    NORMAL = "normal"
    URGENT = "urgent"
    MOST_URGENT = "most_urgent"

    @property
    def label(self) -> str:
        return {"normal": "平件", "urgent": "加急", "most_urgent": "特急"}[self.value]

    @property
    def weight(self) -> int:
        return list(Priority).index(self)


class PassageReason(StrEnum):
    """Why an item passed from one holder to another."""

    TAKEN = "taken"
    HANDED_OVER = "handed_over"
    SUCCEEDED = "succeeded"

    @property
    def label(self) -> str:
        return {"taken": "认领", "handed_over": "移交", "succeeded": "职责承继"}[self.value]
