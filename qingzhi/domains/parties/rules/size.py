"""The size of an enterprise 「企业划型」: 统计上大中小微型企业划分办法（2017），国统字〔2017〕213号. Pure.

Large, medium and small need every measure of the trade at its lower bound; micro is whatever misses one. The lines are
dated rows that the caller passes in; money is in 万元.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..terms import EnterpriseSize

MEASURES = {"staff": ("从业人员", "人"), "revenue": ("营业收入", "万元"), "assets": ("资产总额", "万元")}
_ORDER = (EnterpriseSize.MICRO, EnterpriseSize.SMALL, EnterpriseSize.MEDIUM, EnterpriseSize.LARGE)


@dataclass(frozen=True)
class Line:
    """One measure of one trade: from which value on it is small, medium, large."""

    trade: str
    industries: tuple[str, ...]  # prefixes of GB/T 4754 codes: a letter for a section, digits below it
    measure: str
    small_from: Decimal
    medium_from: Decimal
    large_from: Decimal
    source: str


@dataclass(frozen=True)
class Size:
    """The size and why; None with the reason where it cannot be told."""

    size: EnterpriseSize | None
    reason: str


def size_of(section: str, code: str, figures: Mapping[str, Decimal | int | None], lines: Sequence[Line]) -> Size:
    """The size of an enterprise of an industry (section letter and numeric code) by its yearly figures."""
    mine = _lines_of(section, code, lines)
    if not mine:
        return Size(None, f"行业“{section}{code}”不在划型办法的范围内" if code or section else "未登记主行业，不能划型")
    missing = [MEASURES[line.measure][0] for line in mine if figures.get(line.measure) is None]
    if missing:
        return Size(
            None,
            f"{mine[0].trade}按{'、'.join(MEASURES[line.measure][0] for line in mine)}划型，缺{'、'.join(missing)}",
        )
    steps = [(_step(Decimal(figures[line.measure] or 0), line), line) for line in mine]
    lowest = min(step for step, _ in steps)
    size = _ORDER[lowest]
    told = "，".join(_told(line, figures) for _, line in steps)
    return Size(size, f"{mine[0].trade}：{told}，同时满足的最高一档为{size.label}（{mine[0].source}）")


def _step(value: Decimal, line: Line) -> int:
    return sum(value >= bound for bound in (line.small_from, line.medium_from, line.large_from))


def _told(line: Line, figures: Mapping[str, Decimal | int | None]) -> str:
    name, unit = MEASURES[line.measure]
    return f"{name}{_plain(Decimal(figures[line.measure] or 0))}{unit}"


def _plain(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def _lines_of(section: str, code: str, lines: Sequence[Line]) -> list[Line]:
    """The lines of the trade with the longest prefix that fits; digits win over a section's letter."""

    def fit(line: Line) -> int:
        digits = [len(prefix) for prefix in line.industries if prefix.isdigit() and code.startswith(prefix)]
        letters = [0 for prefix in line.industries if prefix and prefix == section]
        return max([*digits, *letters], default=-1)

    best = max((fit(line) for line in lines), default=-1)
    if best < 0:
        return []
    trade = next(line.trade for line in lines if fit(line) == best)
    return [line for line in lines if line.trade == trade and fit(line) == best]
