"""Why a light is what it is, in one sentence or two."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from qingzhi.domains.plan.rules.tracking.goal import Goal
from qingzhi.domains.plan.rules.tracking.numbers import figure, places_of
from qingzhi.domains.plan.rules.tracking.periods import period_text
from qingzhi.domains.plan.rules.tracking.terms import LightState, Per
from qingzhi.domains.plan.rules.tracking.trajectory import Trajectory

if TYPE_CHECKING:
    from qingzhi.domains.plan.rules.tracking.light import Light, LightThresholds


def day_text(day: date) -> str:
    """「2016年12月31日」."""
    return f"{day.year}年{day.month}月{day.day}日"


def missing(target: Trajectory, value: Decimal | None, as_of: date | None, today: date) -> str:
    """What is missing before a light can be given; empty where nothing is."""
    if value is None:
        return "缺少指标数值，尚无记录可查。"
    if as_of is None:
        return "缺少数据截至日期。"
    return f"数据截至 {day_text(as_of)}，晚于今天，不能采用。" if as_of > today else ""


def no_period_yet(first: date, per: Per) -> str:
    """A repeated target before the end of its first period."""
    return f"首个考核期（{period_text(first, per)}）尚未结束，暂不评价。"


def period_lacks(ended: date, per: Per, as_of: date) -> str:
    """A repeated target without the value of the latest period that has ended."""
    return f"缺少{period_text(ended, per)}整期数据（现有数据截至 {day_text(as_of)}）。"


def standing(goal: Goal, value: Decimal, as_of: date) -> str:
    """「截至 2016年12月31日 为 18,537 件」, or 「2017年为 25%」 for a repeated target."""
    when = f"{period_text(as_of, goal.per)}为" if goal.per else f"截至 {day_text(as_of)} 为"
    return f"{when} {figure(value, goal.unit)}"


def met(goal: Goal, value: Decimal, as_of: date) -> str:
    """A goal that is satisfied."""
    return f"{standing(goal, value, as_of)}，已达到目标（{goal}）。"


def reason(
    target: Trajectory,
    demand: Goal,
    value: Decimal,
    as_of: date,
    today: date,
    light: "Light",
    thresholds: "LightThresholds",
) -> str:
    """All that a reader needs to check the light."""
    if light.state is LightState.DONE:
        return met(demand, value, as_of)
    parts = [standing(target.goal, value, as_of), _comparison(target, demand, value, light)]
    if target.goal.deadline and today > target.goal.deadline:
        parts.append(
            f"期限 {day_text(target.goal.deadline)} 已过" + ("，待期末数据" if light.is_met else "，未达到目标")
        )
    elif light.gap > thresholds.warn_gap:
        parts.append(f"落后 {light.gap} 个百分点（预警线 {thresholds.warn_gap}，滞后线 {thresholds.late_gap}）")
    elif not target.is_flat:
        parts.append(_pace(light.gap))
    if light.is_stale:
        parts.append(f"数据已 {(today - as_of).days} 天未更新")
    if target.is_assumed:
        parts.append("未填基期，按规划起始日 0 起算")
    return "；".join(parts) + "。"


def _comparison(target: Trajectory, demand: Goal, value: Decimal, light: "Light") -> str:
    if target.is_flat:
        return f"目前符合要求（{demand}）" if light.is_met else f"不符合要求（{demand}）"
    expected = figure(light.expected, target.goal.unit, places_of(value, target.goal.value))
    return f"按进度应为 {expected}；已完成 {light.share_done}%，应完成 {light.share_expected}%"


def _pace(gap: Decimal) -> str:
    if gap == 0:
        return "与进度持平"
    return f"超前 {-gap} 个百分点" if gap < 0 else f"略落后 {gap} 个百分点"
