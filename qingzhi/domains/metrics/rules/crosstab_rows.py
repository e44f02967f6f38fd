"""What the heads of a crosstab mean, and the figures that its cells then are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .amounts import AmountNotUnderstood, UnitDiffers, in_unit, read_amount
from .crosstabs import Cell, Crosstab
from .names import plain
from .periods import PeriodNotUnderstood, read_period
from .rows import Known, Rejection, Row

INDICATOR, REGION, PERIOD, INDUSTRY = "indicator", "region", "period", "industry"
NOTHING, SKIP = "nothing", "skip"
LABELS = {INDICATOR: "指标", REGION: "地区", PERIOD: "时期", INDUSTRY: "行业"}
BRACKETS = re.compile(r"[（(]([^（()）]*)[)）]$")
UNIT_ALONE = re.compile(r"[（(](?:单位:)?([^（()）:]+)[)）]")
UNIT_LIKE = re.compile(r"[元人件个家项户吨亩%名笔天次级种]|公顷|平方|千瓦")
USUALLY_LEFT_OUT = re.compile(r"增长|增速|指数|构成|比重|为上年|以上年")


@dataclass(frozen=True)
class Meaning:
    """What a head stands for; `unit` where it names one in brackets."""

    kind: str
    code: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Chosen:
    """What holds for the whole table: an indicator, a division, a period, a unit, where no head says so; and the source."""

    source: str
    indicator: str = ""
    region: str = ""
    period: str = ""
    unit: str = ""
    published_on: date | None = None
    measure_unit: str = ""  # of a table by industry: the unit of what it says of industries


def meaning_of(head: str, known: Known, given: Mapping[str, str]) -> Meaning | None:
    """What a head stands for: as a person has said, or by the names that indicators, divisions and periods have; else None."""
    if head in given:
        kind, _, code = given[head].partition(":")
        bracket = BRACKETS.search(head)
        return Meaning(kind, code, bracket[1] if bracket and kind == INDICATOR and _is_unit(bracket[1]) else "")
    if (alone := UNIT_ALONE.fullmatch(head)) and _is_unit(alone[1]):
        return Meaning(NOTHING, unit=alone[1])
    for text, unit in _readings(head):
        if plain(text) in known.industries:
            return Meaning(INDUSTRY, "|".join(known.industries[plain(text)]))
        if plain(text) in known.indicators:
            return Meaning(INDICATOR, known.indicators[plain(text)][0], unit)
        if plain(text) in known.regions:
            return Meaning(REGION, known.regions[plain(text)])
        try:
            return Meaning(PERIOD, read_period(text).code)
        except PeriodNotUnderstood:
            continue
    return None


def open_heads(table: Crosstab, known: Known, given: Mapping[str, str], chosen: Chosen) -> list[str]:
    """The heads of which nobody has said what they mean; those that mean something together with another are not among them."""
    found: dict[str, None] = {}
    for cell in table.cells:
        heads, meanings = _read(cell, known, given, chosen)
        found.update(dict.fromkeys(head for head in heads if meanings[head] is None))
    return list(found)


def rows_of(table: Crosstab, known: Known, given: Mapping[str, str], chosen: Chosen) -> tuple[list[Row], int]:
    """A row for every cell that is to be taken, and how many cells are left out because a head of theirs is."""
    rows, left_out = [], 0
    for cell in table.cells:
        heads, meanings = _read(cell, known, given, chosen)
        held = [meanings[head] for head in heads]
        if any(one is not None and one.kind == SKIP for one in held):
            left_out += 1
            continue
        row = Row(cell.line, source=chosen.source, published_on=chosen.published_on)
        for head in heads:
            if meanings[head] is None:
                _reject(row, cell, "标题", head, f"“{head}”还没有说明是指标、地区还是时期")
        if not row.problems:
            _fill(row, cell, [one for one in held if one is not None], table, known, chosen)
        rows.append(row)
    return rows, left_out


def _read(
    cell: Cell, known: Known, given: Mapping[str, str], chosen: Chosen
) -> tuple[tuple[str, ...], dict[str, Meaning | None]]:
    """The heads with their meanings; heads that name an indicator only together (采矿业 and 从业人员) count as one."""
    meanings = {head: meaning_of(head, known, given) for head in cell.heads}
    unknown = [head for head in cell.heads if meanings[head] is None]
    if not unknown:
        return cell.heads, meanings
    named = [head for head, one in meanings.items() if one is not None and one.kind == INDICATOR]
    whole = [chosen.indicator] if chosen.indicator and not named else []
    for first in unknown:
        for other in (*[head for head in unknown if head != first], *named, *whole):
            together = _together(first, other, known)
            if together is not None:
                merged = {**meanings, first: together}
                if other in merged:
                    merged[other] = Meaning(NOTHING)
                return cell.heads, merged
    return cell.heads, meanings


def _together(first: str, other: str, known: Known) -> Meaning | None:
    for one, unit_one in _readings(first):
        for two, unit_two in _readings(other):
            for joined in (one + two, two + one, f"{two}({one})", f"{one}({two})"):
                if plain(joined) in known.indicators:
                    return Meaning(INDICATOR, known.indicators[plain(joined)][0], unit_one or unit_two)
    return None


def _readings(head: str) -> list[tuple[str, str]]:
    """A head as it stands and without what stands in brackets, with the unit in them."""
    found = [(head, "")]
    bracket = BRACKETS.search(head)
    if bracket:
        found.append((BRACKETS.sub("", head).strip(), bracket[1] if _is_unit(bracket[1]) else ""))
    return found


def _is_unit(text: str) -> bool:
    return bool(UNIT_LIKE.search(text)) and len(text) <= 8


def _fill(row: Row, cell: Cell, meanings: list[Meaning], table: Crosstab, known: Known, chosen: Chosen) -> None:
    by_kind: dict[str, list[Meaning]] = {}
    for one in meanings:
        by_kind.setdefault(one.kind, []).append(one)
    about = (INDUSTRY, "") if chosen.measure_unit else (INDICATOR, chosen.indicator)
    for kind, whole in (about, (REGION, chosen.region), (PERIOD, chosen.period)):
        codes = list(dict.fromkeys(one.code for one in by_kind.get(kind, [])))
        label = LABELS[kind]
        if len(codes) > 1:
            _reject(row, cell, label, "、".join(cell.heads), f"一个数有两个{label}，请说明其中一个标题没有含义或不收")
        elif not codes and not whole:
            _reject(row, cell, label, "、".join(cell.heads), f"没有标题说明{label}，请为整张表选定")
        else:
            _put(row, kind, codes[0] if codes else whole)
    if not row.problems:
        unit = next((one.unit for one in meanings if one.unit), "") or cell.unit
        _measure(row, cell, unit or chosen.unit or table.unit, known, chosen.measure_unit)


def _put(row: Row, kind: str, code: str) -> None:
    if kind in (INDICATOR, INDUSTRY):
        row.indicator = code
    elif kind == REGION:
        row.region = code
    else:
        row.period = read_period(code)
        row.as_of = row.period.last


def _measure(row: Row, cell: Cell, unit: str, known: Known, measure_unit: str) -> None:
    own = measure_unit or next((unit for code, unit in known.indicators.values() if code == row.indicator), "")
    try:
        value = read_amount(cell.text)
        row.value = in_unit(value, unit, own) if unit and own else value
    except AmountNotUnderstood as error:
        _reject(row, cell, "数值", cell.text, str(error))
    except UnitDiffers as error:
        _reject(row, cell, "单位", unit, str(error))


def _reject(row: Row, cell: Cell, name: str, content: str, reason: str) -> None:
    row.problems.append(Rejection(cell.line, cell.column, name, content, reason))


def suggested(head: str) -> str:
    """What is proposed for a head that nobody has explained: to leave it out, where tables usually print a growth."""
    return SKIP if USUALLY_LEFT_OUT.search(head) else ""
