"""Words for figures in reports: amounts with their unit, and how one figure stands to an earlier one.

Rounded as reports round: percent and percentage points to one place, halves away from zero (GB/T 8170 for what is printed; the
frozen figure keeps every place). From when a change is small, slight or a multiple is the outline's own (`Wording`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ONE, TWO, FOUR = Decimal("0.1"), Decimal("0.01"), Decimal("0.0001")
SMALL = Decimal("0.1")  # below it two places would say nothing
HUNDRED = Decimal(100)
POINTS = ("%", "％", "百分点")  # half-width on purpose: units as they are recorded
DAYS = ("天", "日")


@dataclass(frozen=True)
class Part:
    """A piece of a sentence and the codes of the frozen figures that it stands on."""

    text: str
    codes: tuple[str, ...] = ()


Said = tuple[Part, ...]


@dataclass(frozen=True)
class Fact:
    """A frozen figure as a report uses it; `code` is its verification code."""

    indicator: str
    name: str
    region: str
    region_name: str
    period: str
    value: Decimal
    unit: str
    kind: str
    code: str
    slice: str = ""


@dataclass(frozen=True)
class Wording:
    """From when which words are used; an outline may say otherwise."""

    small_base: Decimal = Decimal(10)  # below it a percent misleads, and the difference is told
    level: Decimal = Decimal("0.05")  # percent (points) below which it is level 「基本持平」
    slight: Decimal = Decimal(1)  # percent below which it is slight 「略有」
    multiple: Decimal = HUNDRED  # percent from which it is told in multiples 「X倍」


USUAL = Wording()


def plain(said: Said) -> str:
    """The words alone."""
    return "".join(part.text for part in said)


def rounded(value: Decimal, places: Decimal = ONE) -> Decimal:
    """Rounded half up; a rounded zero has no sign."""
    return value.quantize(places, ROUND_HALF_UP) + 0


def number_text(value: Decimal) -> str:
    """「1,357」, 「2.12」, 「0.0214」: grouped, two places at most, four of what is very small."""
    found = rounded(value, FOUR if abs(value) < SMALL else TWO)
    return f"{found.normalize() + 0:,f}"


def amount(value: Decimal, unit: str) -> str:
    """「1,357件」, 「20.3%」, 「1.36亿元」: 「件/万人」 is told as 「件」 since the name says of whom, large sums in 亿元."""
    if unit == "万元" and abs(value) >= 10_000:
        return f"{number_text(value / 10_000)}亿元"
    return f"{number_text(value)}{unit.split('/')[0]}"


def is_share(unit: str) -> bool:
    """Whether differences are percentage points."""
    return unit in POINTS


def rate_of(new: Decimal, old: Decimal) -> Decimal | None:
    """By how many percent; None where the base is zero or negative and a percent says nothing."""
    return (new - old) / old * HUNDRED if old > 0 else None


def change_words(new: Fact, old: Fact | None, against: str = "比上年", words: Wording = USUAL) -> str:
    """How a figure stands to that of the earlier period: 「比上年增长11.5%」, 「与上年持平」; without a base it says so."""
    than = against.removeprefix("比")
    level = "与" + than if against.startswith("比") else against
    if old is None:
        return f"{than}没有可比数据" if against.startswith("比") else "没有可比数据"
    difference = new.value - old.value
    if difference == 0:
        return f"{level}持平" + ("，均为零" if new.value == 0 else "")
    if is_share(new.unit):
        return _points(difference, new.value, old.value, against, level, words)
    if new.unit in DAYS:
        return f"{against}{'延长' if difference > 0 else '缩短'}{number_text(abs(difference))}{new.unit}"
    return _counted(new, old, difference, against, level, words)


def _points(difference: Decimal, new: Decimal, old: Decimal, against: str, level: str, words: Wording) -> str:
    if abs(difference) < words.level:
        return f"{level}基本持平"
    turned = "，由负转正" if old < 0 < new else "，由正转负" if new < 0 < old else ""
    verb = "提高" if difference > 0 else "下降"
    return f"{against}{verb}{rounded(abs(difference)):f}个百分点{turned}"


def _counted(new: Fact, old: Fact, difference: Decimal, against: str, level: str, words: Wording) -> str:
    if not rounded(difference, FOUR):
        return f"{level}基本持平"
    more = "增加" if difference > 0 else "减少"
    told = f"{against}{more}{amount(abs(difference), new.unit)}"
    if old.value == 0:
        return f"{told}（基数为零）"
    if new.value == 0:
        return f"{told}，降为零"
    rate = rate_of(new.value, old.value)
    if rate is None or new.value < 0 or abs(old.value) < words.small_base:
        return told
    size = abs(rate)
    if size < words.level:
        return f"{level}基本持平"
    if size < words.slight:
        return f"{against}{'略增' if rate > 0 else '略降'}{rounded(size):f}%"
    if rate >= words.multiple:
        return f"{against}增长{rounded(rate / HUNDRED).normalize() + 0:f}倍"
    return f"{against}{'增长' if rate > 0 else '下降'}{rounded(size):f}%"


def growth_cell(new: Decimal | None, old: Decimal | None, unit: str, words: Wording = USUAL) -> str:
    """The change as a table prints it: 「11.5%」, 「-3.0%」, 「+1.2个百分点」; 「—」 without a base."""
    if new is None or old is None:
        return "—"
    if is_share(unit):
        points = rounded(new - old)
        return f"{'+' if points > 0 else ''}{points:f}个百分点" if points else "持平"
    rate = rate_of(new, old)
    if new == old:
        return "持平"
    return "—" if rate is None else f"{rounded(rate):f}%"
