"""Why a light is what it is, in one sentence or two."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingzhi.domains.plan.rules.tracking.goal import Goal, Observation
from qingzhi.domains.plan.rules.tracking.numbers import figure, places_of
from qingzhi.domains.plan.rules.tracking.periods import period_text
from qingzhi.domains.plan.rules.tracking.shares import Shares
from qingzhi.domains.plan.rules.tracking.terms import LightState, Per
from qingzhi.domains.plan.rules.tracking.trajectory import Trajectory


def day_text(day: date) -> str:
    """「2016年12月31日」."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class Judged:
    """All that a light was decided from, for its reason."""

    target: Trajectory
    demand: Goal
    latest: Observation
    today: date
    state: LightState
    expected: Decimal
    share: Shares
    is_met: bool
    is_stale: bool


def no_value() -> str:
    """A target without any value."""
    return "缺少指标数值，尚无记录可查。"


def no_day() -> str:
    """A value without its day."""
    return "缺少数据截至日期。"


def from_the_future(as_of: date) -> str:
    """A value as of a day that is still to come."""
    return f"数据截至 {day_text(as_of)}，晚于今天，不能采用。"


def no_period_yet(first: date, per: Per) -> str:
    """A repeated target before the end of its first period."""
    return f"首个考核期（{period_text(first, per)}）尚未结束，暂不评价。"


def period_lacks(ended: date, per: Per, as_of: date) -> str:
    """A repeated target without the value of the latest period that has ended."""
    return f"缺少{period_text(ended, per)}整期数据（现有数据截至 {day_text(as_of)}）。"


def no_way(goal: Goal, latest: Observation, lacking: str) -> str:
    """A target that is not met and has no way to be measured by."""
    return f"{standing(goal, latest)}，尚未达到目标；缺少{lacking}，无法判断进度。"


def standing(goal: Goal, latest: Observation) -> str:
    """「截至 2016年12月31日 为 18,537 件」, or 「2017年为 25%」 for a repeated target."""
    when = f"{period_text(latest.on, goal.per)}为" if goal.per else f"截至 {day_text(latest.on)} 为"
    return f"{when} {figure(latest.value, goal.unit)}"


def met(goal: Goal, latest: Observation) -> str:
    """A goal that is satisfied."""
    return f"{standing(goal, latest)}，已达到目标（{goal}）。"


def reason(judged: Judged, warn_gap: Decimal, late_gap: Decimal) -> str:
    """All that a reader needs to check the light."""
    target, gap = judged.target, judged.share.gap
    if judged.state is LightState.DONE:
        return met(judged.demand, judged.latest)
    parts = [standing(target.goal, judged.latest), _comparison(judged)]
    if target.goal.deadline and judged.today > target.goal.deadline:
        outcome = "待期末数据" if judged.is_met else "未达到目标"
        parts.append(f"期限 {day_text(target.goal.deadline)} 已过，{outcome}")
    elif gap > warn_gap:
        parts.append(f"落后 {gap} 个百分点（预警线 {warn_gap}，滞后线 {late_gap}）")
    elif not target.is_flat:
        parts.append(_pace(gap))
    if judged.is_stale:
        parts.append(f"数据已 {(judged.today - judged.latest.on).days} 天未更新")
    if target.is_assumed:
        parts.append("未填基期，按规划起始日 0 起算")
    return "；".join(parts) + "。"


def _comparison(judged: Judged) -> str:
    goal = judged.target.goal
    if judged.target.is_flat:
        return f"目前符合要求（{judged.demand}）" if judged.is_met else f"不符合要求（{judged.demand}）"
    expected = figure(judged.expected, goal.unit, places_of(judged.latest.value, goal.value) + 1)
    return f"按进度应为 {expected}；已完成 {judged.share.done}%，应完成 {judged.share.expected}%"


def _pace(gap: Decimal) -> str:
    if gap == 0:
        return "与进度持平"
    return f"超前 {-gap} 个百分点" if gap < 0 else f"略落后 {gap} 个百分点"
