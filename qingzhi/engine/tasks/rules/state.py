"""The state of a work item: computed from its dates by this one function, never stored or typed."""

from dataclasses import dataclass
from datetime import date

WARN_DAYS = 7  # calendar days before the due date, until the office sets another (limit `tasks.warn`)


@dataclass(frozen=True)
class ItemState:
    """A light: `code` is ok, warn, late, done or none; `days` to the due date, negative once it is over."""

    code: str
    label: str
    reason: str
    days: int | None = None

    def __str__(self) -> str:
        return self.label


def item_state(
    due_on: date | None, closed_on: date | None, today: date, warn_days: int = WARN_DAYS, outcome_label: str = "已办结"
) -> ItemState:
    """The state on a day. The due date itself is still in time (《民法典》第203条第2款)."""
    if closed_on is not None:
        return _closed(due_on, closed_on, outcome_label)
    if due_on is None:
        return ItemState("none", "未定期限", "没有规定办理期限")
    days = (due_on - today).days
    if days < 0:
        return ItemState("late", "滞后", f"期限 {due_on}，已逾期 {-days} 天", days)
    if days == 0:
        return ItemState("warn", "预警", f"期限 {due_on}，今天到期", 0)
    if days <= warn_days:
        return ItemState("warn", "预警", f"期限 {due_on}，还剩 {days} 天（提前 {warn_days} 天预警）", days)
    return ItemState("ok", "正常", f"期限 {due_on}，还剩 {days} 天", days)


def _closed(due_on: date | None, closed_on: date, label: str) -> ItemState:
    if due_on is None:
        return ItemState("done", label, f"{closed_on} {label}")
    days = (due_on - closed_on).days
    if days < 0:
        return ItemState("done", label, f"{closed_on} {label}，比期限 {due_on} 晚 {-days} 天", days)
    return ItemState("done", label, f"{closed_on} {label}，在期限 {due_on} 之内", days)


def board_state(overdue: int, soon: int, open_count: int) -> ItemState:
    """The light of a body or region on the board of inaction."""
    if overdue:
        return ItemState("late", "滞后", f"{overdue} 项逾期未办")
    if soon:
        return ItemState("warn", "预警", f"{soon} 项即将到期")
    if open_count:
        return ItemState("ok", "正常", f"{open_count} 项在办，均未到期")
    return ItemState("none", "无在办", "没有在办事项")
