"""Reading tables of the nation and the provinces: one figure in a row, or one place in a row with a column for each year.

The second is how the statistics bureau's yearly data of provinces come (分省年度数据): above the head a line 「指标：…」, below the
figures a line 「数据来源：…」.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .amounts import AmountNotUnderstood, UnitDiffers, in_unit, read_amount
from .columns import find_head
from .names import plain
from .periods import Period, PeriodNotUnderstood, read_period

Rows = Sequence[tuple[int, Sequence[str]]]
PLACES = ("地区", "省份", "省市", "地区名称", "region")
MISSING = ("", "-", "—", "–", "...", "…", "nan", "缺")
SOURCE = re.compile(r"^(?:数据来源|资料来源|来源)\s*[::]\s*(.+)$")
INDICATOR = re.compile(r"^指标\s*[::]\s*(.+)$")


@dataclass(frozen=True)
class Read:
    """A figure that was understood: `indicator` is its code, `place` the place's."""

    line: int
    indicator: str
    place: str
    period: Period
    value: Decimal


@dataclass(frozen=True)
class Fault:
    """Why a cell was not taken."""

    line: int
    text: str
    reason: str


@dataclass
class Taken:
    """What a table says; `source` as it says itself, empty where it does not."""

    figures: list[Read] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    source: str = ""
    missing: int = 0


@dataclass(frozen=True)
class Names:
    """What is known by name: indicators (code and unit) and places (code)."""

    indicators: Mapping[str, tuple[str, str]]
    places: Mapping[str, str]


def read_compared(rows: Rows, names: Names, indicator: str = "") -> Taken:
    """The figures of a table; `indicator` (a code) is meant where the table itself names none."""
    taken = Taken(source=_said(rows, SOURCE))
    head = next((at for at, (_, cells) in enumerate(rows) if _is_wide(cells)), None)
    if head is None:
        _long(rows, names, taken)
    else:
        _wide(rows, head, names, _named(_said(rows, INDICATOR), names) or _by_code(indicator, names), taken)
    return _without_doubles(taken)


def _wide(rows: Rows, head: int, names: Names, meant: tuple[str, str] | None, taken: Taken) -> None:
    line, cells = rows[head]
    if meant is None:
        taken.faults.append(Fault(line, "", "表中没有写明指标，也没有选定指标"))
        return
    periods = {at: read_period(text) for at, text in enumerate(cells) if at and _is_period(text)}
    unit = _unit_in(_said(rows, INDICATOR))
    for number, row in rows[head + 1 :]:
        if SOURCE.match(_flat(row[0])) or not any(row[1:]):
            continue
        place = names.places.get(plain(row[0]))
        if place is None:
            taken.faults.append(Fault(number, row[0], "不认识这个地区"))
            continue
        for at, period in periods.items():
            _take(taken, number, meant, place, period, row[at] if at < len(row) else "", unit)


def _long(rows: Rows, names: Names, taken: Taken) -> None:
    at, columns = find_head(rows)
    missing = [label for name, label in (("indicator", "指标"), ("region", "地区"), ("period", "时期"), ("value", "数值")) if name not in columns]  # fmt: skip
    if missing:
        taken.faults.append(Fault(rows[at][0], "", f"表头缺少列：{'、'.join(missing)}"))
        return
    for number, row in rows[at + 1 :]:
        said = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        meant, place = _named(said["indicator"], names), names.places.get(plain(said["region"]))
        taken.source = taken.source or said.get("source", "")
        if meant is None or place is None:
            what, text = ("指标", said["indicator"]) if meant is None else ("地区", said["region"])
            taken.faults.append(Fault(number, text, f"不认识这个{what}"))
        elif not _is_period(said["period"]):
            taken.faults.append(Fault(number, said["period"], "看不懂时期"))
        else:
            _take(taken, number, meant, place, read_period(said["period"]), said["value"], said.get("unit", ""))


def _take(taken: Taken, line: int, meant: tuple[str, str], place: str, period: Period, text: str, unit: str) -> None:
    if _flat(text).casefold() in MISSING:
        taken.missing += 1
        return
    try:
        value = in_unit(read_amount(text), unit if _is_scaled(unit, meant[1]) else "", meant[1])
    except (AmountNotUnderstood, UnitDiffers) as error:
        taken.faults.append(Fault(line, text, str(error)))
        return
    taken.figures.append(Read(line, meant[0], place, period, value))


def _without_doubles(taken: Taken) -> Taken:
    known: dict[tuple[str, str, str], Read] = {}
    for one in taken.figures:
        first = known.setdefault((one.indicator, one.place, one.period.code), one)
        if first is not one and first.value != one.value:
            taken.faults.append(
                Fault(one.line, f"{one.value.normalize():f}", f"与第 {first.line} 行同一个数而数值不同")
            )
    taken.figures = list(known.values())
    return taken


def _is_wide(cells: Sequence[str]) -> bool:
    return bool(cells) and plain(cells[0]) in PLACES and sum(_is_period(text) for text in cells[1:]) > 0


def _is_period(text: str) -> bool:
    try:
        return bool(read_period(text))
    except PeriodNotUnderstood:
        return False


def _said(rows: Rows, pattern: re.Pattern[str]) -> str:
    for _, cells in rows:
        if found := pattern.match(_flat(cells[0])):
            return found[1].strip()
    return ""


def _named(text: str, names: Names) -> tuple[str, str] | None:
    bare = re.sub(r"\(.*?\)", "", _flat(text))
    return names.indicators.get(plain(text)) or names.indicators.get(plain(bare))


def _by_code(code: str, names: Names) -> tuple[str, str] | None:
    return names.indicators.get(plain(code)) if code else None


def _unit_in(text: str) -> str:
    found = re.search(r"\((.+?)\)\s*$", _flat(text))
    return found[1] if found else ""


def _is_scaled(unit: str, own: str) -> bool:
    """A unit that says how much is one (万元, 亿元); 项 for 件 is another word for the same things."""
    return bool(unit) and (unit[0] in "亿万千百" or own[:1] in "亿万千百")


def _flat(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
