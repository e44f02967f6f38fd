"""Codes of imports and their labels."""

from qingzhi.base.terms import Term


class BatchState(Term):
    """Where a batch stands."""

    PREPARED = "prepared", "待确认"
    WAITING = "waiting", "排队中"
    RUNNING = "running", "导入中"
    DONE = "done", "已完成"
    FAILED = "failed", "已中止"
    ROLLED_BACK = "rolled_back", "已撤回"
    DROPPED = "dropped", "已放弃"


class Period(Term):
    """How often a source is expected to send."""

    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    YEAR = "year", "每年"
    NONE = "none", "不定期"
