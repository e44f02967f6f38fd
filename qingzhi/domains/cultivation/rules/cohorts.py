"""How the enterprises of a list did: growth on the same enterprises, coverage, and what either is worth against its goal. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Judged:
    """A figure in percent with one place (None where it cannot be said), its light, and one sentence."""

    percent: Decimal | None
    code: str
    label: str
    reason: str

    @property
    def text(self) -> str:
        return "—" if self.percent is None else f"{self.percent}%"


def growth(this: int, before: int, goal: Decimal) -> Judged:
    """Applications of the same enterprises beside those of the same days of the year before."""
    if not before:
        said = "上年同期没有申请，不能计算增长率" if this else "两年都没有申请"
        return Judged(None, "unknown", "无法计算", f"{said}。")
    percent = _percent(Decimal(this - before), before)
    word = "增长" if percent > 0 else "下降" if percent < 0 else "持平"
    amount = "" if percent == 0 else f" {abs(percent)}%"
    met = percent >= goal
    gap = "达到" if met else f"比要求低 {goal - percent} 个百分点，未达到"
    return Judged(
        percent, "ok" if met else "late", "达到" if met else "未达到",
        f"当年 {this} 件，上年同期 {before} 件，{word}{amount}；{gap}年增 {_plain(goal)}% 的要求。",
    )  # fmt: skip


def coverage(applied: int, members: int, goal: Decimal) -> Judged:
    """How many of the enterprises have applied for at least one patent."""
    if not members:
        return Judged(None, "unknown", "无法计算", "名单上没有企业。")
    percent = _percent(Decimal(applied), members)
    met = percent >= goal
    rest = "全部有申请" if applied == members else f"{members - applied} 家没有申请"
    return Judged(
        percent, "ok" if met else "late", "达到" if met else "未达到",
        f"{members} 家企业中 {applied} 家有专利申请，{rest}；要求覆盖 {_plain(goal)}%。",
    )  # fmt: skip


def is_comparable(founded_on: date | None, year: int) -> bool:
    """Whether an enterprise was there for the whole of the year before; where nobody knows, it is taken to have been."""
    return founded_on is None or founded_on <= date(year - 1, 1, 1)


def into_year(day: date, year: int) -> date:
    """The same day of another year; 29 February counts with the 28th."""
    return date(year, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _percent(part: Decimal, whole: int) -> Decimal:
    return (part * 100 / whole).quantize(TENTH, ROUND_HALF_UP)


def _plain(value: Decimal) -> Decimal:
    return value.normalize() + 0
