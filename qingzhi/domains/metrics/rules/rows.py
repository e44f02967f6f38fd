"""One row of a table of figures: understood, or rejected with column and reason."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from .amounts import AmountNotUnderstood, UnitDiffers, in_unit, read_amount
from .columns import LABELS
from .names import plain
from .periods import Period, PeriodNotUnderstood, read_period

DOUBTFUL = re.compile(r"memory|unverified|待核实|未核实|凭记忆|据回忆", re.I)
YES = {"是", "可", "1", "y", "yes", "true", "√"}
WISHED = re.compile(r"目标|计划|预计|预期|预测")
MONTHS_NOTE = re.compile(r"(1)-(\d{1,2})月")
NOTE = re.compile(r"[（(]([^（()）]*)[)）]\s*$")


@dataclass(frozen=True)
class Rejection:
    """Why a row was not taken: line, column (its place from 1 and its name), what stands there, and the reason."""

    line: int
    column: int
    name: str
    content: str
    reason: str


@dataclass(frozen=True)
class Known:
    """What a row is checked against: an indicator's code and unit by its plain names, a region's code by its names.

    `industries` (scheme and code by name) are known only where a table by industry is read.
    """

    indicators: Mapping[str, tuple[str, str]]
    regions: Mapping[str, str]
    default_region: str
    industries: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Row:
    """A row as understood; `problems` is empty where all of it is."""

    line: int
    indicator: str = ""
    region: str = ""
    period: Period | None = None
    value: Decimal = Decimal(0)
    as_of: date | None = None
    as_of_given: bool = False
    published_on: date | None = None
    source: str = ""
    source_quote: str = ""
    licence: str = ""
    republish: bool = False
    problems: list[Rejection] = field(default_factory=list)


def understand(line: int, cells: Sequence[str], columns: Mapping[str, int], known: Known) -> Row:
    """The row of a line."""
    given = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
    texts: dict[str, Any] = {name: given.get(name, "") for name in ("source", "source_quote", "licence")}
    row = Row(line, **texts)
    row.republish = given.get("republish", "").strip().casefold() in YES

    def reject(name: str, reason: str) -> None:
        row.problems.append(Rejection(line, columns.get(name, -1) + 1, LABELS[name], given.get(name, ""), reason))

    unit, note = _name_indicator(row, given, known, reject)
    _place(row, given, known, reject)
    try:
        row.period = read_period(_with_note(given.get("period", ""), note))
    except PeriodNotUnderstood as error:
        reject("period", str(error) if given.get("period") else "没有时期")
    _measure(row, given, unit, reject)
    _date(row, given, reject)
    if not row.source:
        reject("source", "没有数据来源")
    elif DOUBTFUL.search(row.source):
        reject("source", "来源写明未经核实，不作为数据收录")
    return row


def _name_indicator(row: Row, given: Mapping[str, str], known: Known, reject) -> tuple[str, str]:  # type: ignore[no-untyped-def]
    name = given.get("indicator", "")
    found = known.indicators.get(plain(name))
    bracketed = NOTE.search(name)
    note = bracketed[1] if bracketed else ""
    if found is None and bracketed:
        found = known.indicators.get(plain(NOTE.sub("", name)))
    if found is None:
        reject("indicator", f"指标目录里没有“{name}”，请先登记指标或补充别名" if name else "没有指标名称")
        return "", note
    if WISHED.search(note):
        reject("indicator", f"“{note}”不是实际数，不作为统计数据收录")
    row.indicator, unit = found
    return unit, note


def _place(row: Row, given: Mapping[str, str], known: Known, reject) -> None:  # type: ignore[no-untyped-def]
    name = given.get("region", "")
    code = known.regions.get(plain(name)) if name else known.default_region
    if code is None:
        reject("region", f"没有名为“{name}”的地区")
    else:
        row.region = code


def _measure(row: Row, given: Mapping[str, str], unit: str, reject) -> None:  # type: ignore[no-untyped-def]
    text = given.get("value", "")
    try:
        row.value = read_amount(text)
    except AmountNotUnderstood as error:
        reject("value", str(error))
        return
    written = given.get("unit", "") or ("%" if unicodedata.normalize("NFKC", text).endswith("%") else "")
    if unit:
        try:
            row.value = in_unit(row.value, written, unit)
        except UnitDiffers as error:
            reject("unit", str(error))


def _date(row: Row, given: Mapping[str, str], reject) -> None:  # type: ignore[no-untyped-def]
    for name in ("as_of", "published_on"):
        text = given.get(name, "")
        if not text:
            continue
        try:
            setattr(row, name, read_period(text).last)
        except PeriodNotUnderstood:
            reject(name, f"“{text}”不是日期")
    if row.period and row.as_of and not row.period.first <= row.as_of <= row.period.last:
        reject("as_of", f"数据截至日期不在{row.period.label}之内")
    row.as_of_given = row.as_of is not None
    if row.period and row.as_of is None:
        row.as_of = row.period.last


def _with_note(period: str, note: str) -> str:
    """The period of 「发明专利申请量(1-4月累计)」 in a row of 2011-04 is January to April of 2011."""
    found = MONTHS_NOTE.search(unicodedata.normalize("NFKC", note).replace("—", "-"))
    year = re.match(r"\s*((?:19|20)\d\d)", period)
    return f"{year[1]}年{found[1]}-{found[2]}月" if found and year else period
