"""A body's record 「履职记录」: how it has acted, counted and never judged by hand."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Standing:
    """Counts over the reports that have fallen due, the tasks and the notices of one body."""

    reports_due: int = 0
    reports_on_time: int = 0
    reports_returned: int = 0
    tasks_open: int = 0
    tasks_late: int = 0
    tasks_done: int = 0
    dunned: int = 0
    dunned_unanswered: int = 0
    answered_late: int = 0
    escalated: int = 0

    @property
    def on_time_rate(self) -> Decimal | None:
        """The share of due reports that were handed in in time, in percent; None while none has fallen due."""
        if not self.reports_due:
            return None
        share = Decimal(self.reports_on_time) / self.reports_due * HUNDRED
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def code(self) -> str:
        """The light of the record: late with a notice unanswered, warn with tasks late, none without any duty."""
        if self.dunned_unanswered:
            return "late"
        if self.tasks_late or (self.on_time_rate is not None and self.on_time_rate < HUNDRED):
            return "warn"
        return "ok" if self.reports_due or self.tasks_open or self.tasks_done else "none"

    @property
    def label(self) -> str:
        return {"late": "督办未答复", "warn": "有逾期", "ok": "正常", "none": "无任务"}[self.code]

    @property
    def reason(self) -> str:
        """The counts in one sentence."""
        rate = "尚无到期填报" if self.on_time_rate is None else f"按时填报率 {self.on_time_rate}%"
        return (
            f"{rate}（{self.reports_on_time}/{self.reports_due}），逾期任务 {self.tasks_late} 项，"
            f"被督办 {self.dunned} 次，未答复 {self.dunned_unanswered} 次，升级 {self.escalated} 次。"
        )
