"""Drawing an outline from facts: each block as plain data that pages, Word, pdf and the annex are made from.

A block that has no figures comes out empty, with the indicators that it misses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from . import chart_specs
from .periods import Span, read_period
from .report_outlines import BlockSpec, Outline
from .report_phrases import Facts, filled, paragraph
from .report_words import Fact, growth_cell, number_text

FEWEST, LEAST_COURSE = 2, 3  # points of a chart, of a line
TITLE_SPAN = re.compile(r"（[^（）]*\{first\}[^（）]*）$")
Cell = list[Any]  # a text and the code of the figure that it is, or an empty one


@dataclass(frozen=True)
class DrawnBlock:
    """A block as drawn; `content` is empty where no figure is known."""

    key: str
    chapter: int
    position: int
    kind: str
    heading: str
    content: dict[str, Any] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def drawn_blocks(outline: Outline, facts: Facts, places: Mapping[str, Sequence[int]]) -> list[DrawnBlock]:
    """Every block of the outline in order; `places` are the cells of the divisions on the tile map."""
    return [
        _drawn(block, chapter, position, facts, places, outline.back)
        for position, (chapter, block) in enumerate(outline.blocks, 1)
    ]


def _drawn(
    block: BlockSpec, chapter: int, position: int, facts: Facts, places: Mapping[str, Sequence[int]], back: int
) -> DrawnBlock:
    heading = filled(block.title, facts)
    codes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    if block.kind == "text":
        content: dict[str, Any] = {"parts": [[filled(block.text, facts), []]]} if block.text else {}
    elif block.kind == "sentences":
        found = paragraph(block.say, facts)
        content = {"parts": [[part.text, list(part.codes)] for part in found.said]} if found.said else {}
        codes, missing = tuple(code for part in found.said for code in part.codes), found.missing
    else:
        draw = _table if block.kind == "table" else _chart
        content, used = draw(block, facts, places, block.back or back)
        if not any(one.period == facts.period for one in used):  # nothing of the period that the report is on
            content, used = {}, []
        heading = _heading(block, facts, used)
        codes = tuple(one.code for one in used)
        missing = tuple(code for code in block.indicators if not any(one.indicator == code for one in used))
    if content or block.section:
        content = {
            **content,
            "section": block.section,
        }  # a heading stands, even where the block that begins it has nothing
    kind = "text" if block.kind in ("text", "sentences") else block.kind
    return DrawnBlock(block.key, chapter, position, kind, heading, content, tuple(dict.fromkeys(codes)), missing)


def _heading(block: BlockSpec, facts: Facts, used: Sequence[Fact]) -> str:
    """The title with the first period that is shown; of a chart that lacks some of its lines, the names of those it has."""
    first = min((one.period for one in used), default=facts.periods[0], key=lambda one: read_period(one).first)
    names = list(dict.fromkeys(one.name for one in used))
    if block.form == "line" and names and len(names) < len(block.indicators):
        span = TITLE_SPAN.search(block.title)
        return filled("、".join(names) + (span[0] if span else ""), facts, first)
    return filled(block.title, facts, first)


def _table(
    block: BlockSpec, facts: Facts, places: Mapping[str, Sequence[int]], back: int
) -> tuple[dict[str, Any], list[Fact]]:
    make = {"indicators": _by_indicator, "regions": _by_region, "periods": _by_period}[block.form]
    header, rows, used = make(block, facts, back)
    if not used:
        return {}, []
    return {"header": header, "rows": rows, "left": 1}, used


def _by_indicator(block: BlockSpec, facts: Facts, back: int) -> tuple[list[str], list[list[Cell]], list[Fact]]:
    """Each indicator: this period, the one it is compared with, the change."""
    rows, used = [], []
    for code in block.indicators:
        new, old = facts.now(code), facts.before(code)
        if new is None:
            continue
        used += [one for one in (new, old) if one is not None]
        change = growth_cell(new.value, old.value if old else None, new.unit, facts.words)
        rows.append([[new.name, ""], [new.unit, ""], _cell(new), _cell(old), [change, ""]])
    now, before = read_period(facts.period).label, read_period(facts.base).label
    if all(one.period == facts.period for one in used):  # nothing to compare with
        return ["指标", "单位", now], [row[:3] for row in rows], used
    return ["指标", "单位", now, before, "增减"], rows, used


def _by_region(block: BlockSpec, facts: Facts, back: int) -> tuple[list[str], list[list[Cell]], list[Fact]]:
    """The whole and each division within; a column for each indicator."""
    codes = [code for code in block.indicators if facts.places(code)]
    rows, used = [], []
    for region, name in ((facts.region, facts.region_name), *facts.regions):
        found = [facts.by.get((code, region, facts.period)) for code in codes]
        used += [one for one in found if one is not None]
        rows.append([[name, ""], *(_cell(one) for one in found)])
    heads = [next(one for one in used if one.indicator == code) for code in codes]
    return ["地区", *(f"{one.name}（{one.unit}）" for one in heads)], rows, used


def _by_period(block: BlockSpec, facts: Facts, back: int) -> tuple[list[str], list[list[Cell]], list[Fact]]:
    """Each period of the course; a column for each indicator."""
    codes = [code for code in block.indicators if facts.course(code, back)]
    rows, used = [], []
    for period in facts.periods[-back - 1 :]:
        found = [facts.by.get((code, facts.region, period)) for code in codes]
        if any(found):
            used += [one for one in found if one is not None]
            rows.append([[read_period(period).label, ""], *(_cell(one) for one in found)])
    heads = [next(one for one in used if one.indicator == code) for code in codes]
    return ["时期", *(f"{one.name}（{one.unit}）" for one in heads)], rows, used


def _cell(fact: Fact | None) -> Cell:
    return ["—", ""] if fact is None else [number_text(fact.value), fact.code]


def _chart(
    block: BlockSpec, facts: Facts, places: Mapping[str, Sequence[int]], back: int
) -> tuple[dict[str, Any], list[Fact]]:
    """The chart of its form, the figures in it, their unit; nothing where there is too little to be drawn."""
    if block.form == "line":
        chart, used = _line(block, facts, back)
    elif block.form in ("stacked", "shares"):
        chart, used = _stacked(block, facts, back)
    elif block.by == "period" and block.form == "bars":
        used = facts.course(block.indicators[0], back)
        chart = chart_specs.bars([(_label(one.period), one.value) for one in used], unit=_unit(used))
    else:
        chart, used = _of_places(block, facts, places)
    if len(used) < FEWEST or not any(one.value for one in used):
        return {}, []
    table = (chart.spec.get("usermeta") or {}).get("table") or {"header": [], "rows": []}
    codes = list(dict.fromkeys(one.code for one in used))
    return {"spec": chart.spec, "finding": chart.finding or "", "table": table, "codes": codes}, used


def _line(block: BlockSpec, facts: Facts, back: int) -> tuple[chart_specs.Chart, list[Fact]]:
    courses = {code: facts.course(code, back) for code in block.indicators}
    courses = {code: course for code, course in courses.items() if len(course) >= FEWEST}
    used = [one for course in courses.values() for one in course]
    if len(courses) == 1 and len(used) < LEAST_COURSE:  # two points are no course, and their axis would exaggerate
        return chart_specs.bars([(_label(one.period), one.value) for one in used], unit=_unit(used)), used
    points = {course[0].name: [(_label(one.period), one.value) for one in course] for course in courses.values()}
    return chart_specs.line(points, unit=_unit(used)), used


def _stacked(block: BlockSpec, facts: Facts, back: int) -> tuple[chart_specs.Chart, list[Fact]]:
    """Parts for each period, or for each division; only where every part is known, so that no bar is short by mistake."""
    keys = (
        [(facts.region, one) for one in facts.periods[-back - 1 :]]
        if block.by == "period"
        else [(region, facts.period) for region, _ in facts.regions]
    )
    used: list[Fact] = []
    rows: list[tuple[str, str, Decimal | None]] = []
    for region, period in keys:
        found = [facts.by.get((code, region, period)) for code in block.indicators]
        if all(one is not None for one in found):
            for one in found:
                assert one is not None
                used.append(one)
                rows.append((_label(period) if block.by == "period" else one.region_name, one.name, one.value))
    return chart_specs.stacked(rows, unit=_unit(used), shares=block.form == "shares"), used


def _of_places(
    block: BlockSpec, facts: Facts, places: Mapping[str, Sequence[int]]
) -> tuple[chart_specs.Chart, list[Fact]]:
    used = facts.places(block.indicators[0])
    points = [(one.region_name, one.value) for one in used]
    if block.form == "ranking":
        return chart_specs.ranking(points, unit=_unit(used)), used
    if block.form == "bars":
        return chart_specs.bars(points, unit=_unit(used)), used
    spare = {region: (place % 4 + 1, place // 4 + 1) for place, (region, _) in enumerate(facts.regions)}
    known = {one.region: one.value for one in used}
    tiles = [
        (name, *(int(at) for at in (places.get(region) or spare[region])[:2]), known.get(region))
        for region, name in facts.regions
    ]
    return chart_specs.tile_map(tiles, unit=_unit(used)), used  # type: ignore[arg-type]


def _unit(used: Sequence[Fact]) -> str:
    return used[0].unit if used else ""


def _label(period: str) -> str:
    """A year as a number, so that gaps are seen; anything shorter in words."""
    found = read_period(period)
    return str(found.first.year) if found.span is Span.YEAR else found.label
