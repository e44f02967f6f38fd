"""The count of a limit in words, for the page that opens from a deadline tag."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from qingzhi.engine.limits.rules.steps import Step, StepCode

if TYPE_CHECKING:
    from qingzhi.engine.limits.rules.result import Due


def day_text(day: date) -> str:
    """「2018年5月3日」, with the time of day for an instant."""
    text = f"{day.year}年{day.month}月{day.day}日"
    return f"{text} {day:%H:%M}" if isinstance(day, datetime) else text


def run_text(step: Step, year: int) -> str:
    """「6月18日」 or 「10月1日至10月7日(7 天)」, with the year where it is not the given one."""
    ends = [f"{day.month}月{day.day}日" if day.year == year else day_text(day) for day in (step.from_on, step.to_on)]
    return ends[0] if step.days == 1 else f"{ends[0]}至{ends[1]}（{step.days} 天）"


def explanation(due: "Due") -> list[str]:
    """All sentences about a limit, in the order in which a reader asks."""
    lines = [_headline(due), *_skipped(due), *_shifted(due), *_stops(due), *_extensions(due), *_moved(due)]
    if due.basis:
        lines.append(f"计算依据：{due.basis}。")
    return lines + [f"提示：{warning}" for warning in due.warnings]


def _headline(due: "Due") -> str:
    first_day = "" if due.in_hours else "（当日不计入）"
    lengths = "，延长 ".join(str(length) for length in (due.length, *(e.length for e in due.extensions)))
    opening = f"自 {day_text(due.start)} 起算{first_day}，{lengths}"
    ends = due.at or due.on
    if ends is not None:
        return f"{opening}，至 {day_text(ends)}。"
    left = "、".join(str(length) for length in due.left)
    rest = f"尚余 {left}，恢复后继续计算" if left else "期间已计满，最后一日待恢复后顺延"
    since = day_text(due.suspended_on or due.start)
    return f"{opening}；自 {since} 起中止，{rest}。"


def _skipped(due: "Due") -> list[str]:
    weekends = sum(step.days for step in due.steps if step.code is StepCode.WEEKEND)
    parts = [f"双休日 {weekends} 天"] if weekends else []
    holidays = [step for step in due.steps if step.code is StepCode.HOLIDAY]
    parts += [f"{step.reason} {run_text(step, due.start.year)}" for step in holidays]
    stopped = sum(step.days for step in due.steps if step.code is StepCode.STOPPED)
    parts += [f"中止 {stopped} 天"] if stopped else []
    return [f"跳过：{'；'.join(parts)}。"] if parts else []


def _shifted(due: "Due") -> list[str]:
    shifted = [step for step in due.steps if step.code is StepCode.COUNTED and step.reason]
    parts = [f"{step.reason} {run_text(step, due.start.year)}" for step in shifted]
    return [f"计入：{'；'.join(parts)}。"] if parts else []


def _stops(due: "Due") -> list[str]:
    lines = []
    for stop in due.stops:
        if stop.to_on is None:
            lines.append(f"中止：{day_text(stop.from_on)} 起，尚未恢复，{stop.reason}。")
            continue
        last = stop.to_on if isinstance(stop.to_on, datetime) else stop.to_on - timedelta(days=1)
        until = "" if last <= stop.from_on else f" 至 {day_text(last)}"
        lines.append(f"中止：{day_text(stop.from_on)}{until} 不计入，{stop.reason}。")
    return lines


def _extensions(due: "Due") -> list[str]:
    return [f"延长：{e.length}，{e.reason}，{e.approved_by}批准。" for e in due.extensions]


def _moved(due: "Due") -> list[str]:
    moved = [step for step in due.steps if step.code is StepCode.MOVED]
    if not moved or due.on is None or due.nominal_on is None:
        return []
    return [f"最后一日 {day_text(due.nominal_on)} 为{moved[0].reason}，顺延至 {day_text(due.on)}。"]
