"""How far a year's money is carried out, against the time that has passed 「序时进度」. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class PaceThresholds:
    """From how many points behind the time a line is amber, from how many red; a dated row."""

    warn_gap: Decimal
    late_gap: Decimal
    source: str = ""


@dataclass(frozen=True)
class Pace:
    """The light of a line: code, word, reason."""

    code: str
    label: str
    reason: str


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """A percentage with one decimal; None where there is nothing to be a share of."""
    if whole <= 0:
        return None
    return (part * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def elapsed(year: int, today: date) -> Decimal:
    """How much of the year has passed by the end of the day, in percent: 0 before it, 100 after it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if today < first:
        return Decimal(0)
    if today > last:
        return Decimal(100)
    done, whole = (today - first).days + 1, (last - first).days + 1
    return (Decimal(done) * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def pace(executed: Decimal | None, passed: Decimal, thresholds: PaceThresholds | None) -> Pace:
    """The light: how many points execution lies behind the time that has passed."""
    if executed is None:
        return Pace("none", "未下达", "尚未下达预算")
    said = f"执行 {executed}%，时间进度 {passed}%"
    if executed >= 100:
        return Pace("done", "已完成", said)
    if thresholds is None:
        return Pace("unknown", "未设标准", f"{said}，未设定执行进度标准")
    behind = passed - executed
    if behind >= thresholds.late_gap:
        return Pace("late", "滞后", f"{said}，落后 {behind} 个百分点")
    if behind >= thresholds.warn_gap:
        return Pace("warn", "偏慢", f"{said}，落后 {behind} 个百分点")
    return Pace("ok", "正常", said)
