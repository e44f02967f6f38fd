"""Whether the prefectures' figures add up to the whole, and why not where they do not."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .tracking.numbers import figure
from .tracking.terms import Kind

QUOTIENTS = {Kind.RATIO: "比率", Kind.COVERAGE: "覆盖率", Kind.GROWTH: "增长率", Kind.DURATION: "时长"}


@dataclass(frozen=True)
class Sum:
    """The sum of the parts, what the whole has more (negative: less), and one sentence; `total` None where nothing may be added."""

    total: Decimal | None
    gap: Decimal | None
    sentence: str
    adds_up: bool = False

    @property
    def total_text(self) -> str:
        return "" if self.total is None else figure(self.total)


def summed(
    parts: Sequence[Decimal],
    whole: Decimal | None,
    unit: str,
    kind: str,
    *,
    same_time: bool,
    missing: int,
    counted: bool,
) -> Sum:
    """The parts beside the whole. `missing`: how many places have no figure; `counted`: both come from records, not statistics."""
    if kind in QUOTIENTS:
        return Sum(None, None, f"{QUOTIENTS[Kind(kind)]}不能由各市州相加得出，只能分别比较。")
    total = sum(parts, Decimal(0))
    if whole is None:
        return Sum(total, None, "全省没有可比的数，不能核对合计。")
    if not same_time:
        return Sum(total, None, "各市州与全省的数据不是同一时期，合计只作参考，不核对差额。")
    gap = whole - total
    if gap == 0:
        return Sum(total, gap, "各市州合计等于全省。", adds_up=True)
    amount = figure(abs(gap), unit)
    if gap > 0:
        lacking = f"有 {missing} 个市州没有数据" if missing else ""
        other = "地址只到省一级或不明的记录没有计入任何市州" if counted else "统计来源没有把这部分分到市州"
        return Sum(total, gap, f"各市州合计比全省少 {amount}：{'；'.join(one for one in (lacking, other) if one)}。")
    other = "同一主体或记录涉及多个市州的，各计一次" if counted else "全省与各市州的统计来源不同"
    return Sum(total, gap, f"各市州合计比全省多 {amount}：{other}。")
