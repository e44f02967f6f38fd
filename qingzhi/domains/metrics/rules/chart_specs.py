"""Charts as plain Vega-Lite specs, the same for page, Word and PDF; each with its finding in one sentence.

A function gives `Chart(spec, finding)`; the finding is None where there is nothing to say. The spec brings its data table in
`usermeta.table`, with numbers as people read them. Colours are those that the stylesheet knows, so that dark needs no second
drawing. Values may be None: no data is not zero.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from qingzhi.base.pages.colours import INK, INK_2, LINE, PALETTE, STEPS, SURFACE

from .amounts import amount_text
from .chart_parts import Number, bounds, filled, plain, stated, steps_of, zero_based

Points = Sequence[tuple[str | date, Number | None]]
BESIDE = 44  # pixels kept free beside the longest bar of a ranking, for its number
LABELLED = 12  # more values than these are not written beside their points
NO_DATA = "无数据"


class Chart(NamedTuple):
    """A drawing and what it says."""

    spec: dict[str, Any]
    finding: str | None


def line(
    series: Mapping[str, Points], *, unit: str = "", target: tuple[str, Number] | None = None, height: int = 260
) -> Chart:
    """The course of one or several series: `{name: [(period or day, value), …]}`; a target is a dashed level with its name."""
    found = {name: filled(points) for name, points in series.items()}
    rows = [
        {"period": _label(label), "series": name, "value": plain(value), "text": stated(value)}
        for name, points in found.items() for label, value in points
    ]  # fmt: skip
    days = any(isinstance(label, date) for points in found.values() for label, _ in points)
    x: dict[str, Any] = {"field": "period", "type": "ordinal", "sort": None, "title": None}
    if days:
        x = {"field": "period", "type": "temporal", "title": None, "axis": {"format": "%Y年%-m月"}}
    values = [plain(value) for points in found.values() for _, value in points if value is not None]
    scale = {"zero": zero_based([*values, plain(target[1]) if target else None])}
    y = {"field": "value", "type": "quantitative", "title": unit or None, "scale": scale}
    encoding: dict[str, Any] = {"x": x, "y": y}
    if len(found) > 1:
        colour = {"domain": list(found), "range": list(PALETTE[: len(found)])} if len(found) <= len(PALETTE) else {}
        encoding["color"] = {"field": "series", "type": "nominal", "scale": colour, "title": None}
    layers = [{"mark": {"type": "line", "point": {"filled": True, "size": 44}}, "encoding": encoding}]
    if len(found) == 1 and len(values) <= LABELLED:
        layers.append(_texts({"x": x, "y": y}, {"dy": -12}))
    if target:
        layers += _level(*target, unit)
    table = _table_by_label(found, unit)
    return Chart(_spec(rows, {"layer": layers, "height": height}, table), _course(found, unit))


def bars(points: Points, *, unit: str = "", highlight: str = "", height: int = 260) -> Chart:
    """Upright bars in the given order, for periods or a few things; `highlight` names the one that is meant."""
    rows = [{"name": _label(label), "value": plain(value), "text": stated(value)} for label, value in points]
    x = {"field": "name", "type": "ordinal", "sort": None, "title": None}
    y = {"field": "value", "type": "quantitative", "title": unit or None}
    drawn = {"mark": {"type": "bar", "size": 28}, "encoding": {"x": x, "y": y, **_meant(highlight)}}
    layers = [drawn, _texts({"x": x, "y": y}, {"dy": -9})]
    table = _table(points, unit)
    return Chart(_spec(rows, {"layer": layers, "height": height}, table), _extremes(points, unit))


def stacked(rows: Sequence[tuple[str, str, Number | None]], *, unit: str = "", shares: bool = False) -> Chart:
    """Parts of a whole for each period or place: `[(period, part, value), …]`; `shares` draws them as parts of 100."""
    parts = list(dict.fromkeys(part for _, part, _ in rows))
    known = [
        {"name": name, "part": part, "value": plain(value), "order": parts.index(part)} for name, part, value in rows
    ]
    y = {
        "field": "value",
        "type": "quantitative",
        "title": "占比" if shares else unit or None,
        "stack": "normalize" if shares else "zero",
        **({"axis": {"format": "%"}} if shares else {}),
    }
    colour = {"domain": parts, "range": [PALETTE[index % len(PALETTE)] for index in range(len(parts))]}
    spec = {
        "mark": {"type": "bar", "size": 28, "cornerRadiusEnd": 0},
        "encoding": {
            "x": {"field": "name", "type": "ordinal", "sort": None, "title": None},
            "y": y,
            "color": {"field": "part", "type": "nominal", "scale": colour, "title": None},
            "order": {"field": "order", "type": "quantitative"},
        },
        "height": 260,
    }
    given = {(name, part): value for name, part, value in rows}
    names = list(dict.fromkeys(name for name, _, _ in rows))
    table = {
        "header": ["", *(f"{part}（{unit}）" if unit else part for part in parts)],
        "rows": [[name, *(_cell(given.get((name, part))) for part in parts)] for name in names],
    }
    return Chart(_spec(known, spec, table), _composition(rows, unit))


def ranking(
    points: Sequence[tuple[str, Number | None]], *, unit: str = "", own: str = "", downward: bool = False
) -> Chart:
    """Lying bars, the best first (`downward`: the smallest is the best); `own` is the one whose place is told."""
    known = sorted(
        ((label, value) for label, value in points if value is not None), key=lambda one: one[1], reverse=not downward
    )
    rows = [{"name": label, "value": plain(value), "text": stated(value)} for label, value in known]
    bare = {"domain": False, "ticks": False, "grid": False}
    axis: dict[str, Any] = {**bare, "labelLimit": 200}
    if own:
        mine = f"datum.value === {json.dumps(own, ensure_ascii=False)}"
        axis["labelColor"] = {"condition": {"test": mine, "value": PALETTE[0]}, "value": INK_2}
        axis["labelFontWeight"] = {"condition": {"test": mine, "value": 600}, "value": 400}
    y = {"field": "name", "type": "ordinal", "sort": None, "title": None, "axis": axis}
    x = {"field": "value", "type": "quantitative", "title": unit or None, "axis": {**bare, "labels": False}}
    drawn = {"mark": {"type": "bar", "size": 16}, "encoding": {"y": y, "x": x, **_meant(own)}}
    layers = [drawn, _texts({"x": x, "y": y}, {"align": "left", "dx": 5})]
    table = {
        "header": ["位次", "地区或单位", f"数值（{unit}）" if unit else "数值"],
        "rows": [[place, label, stated(value)] for place, (label, value) in zip(places(known), known, strict=True)],
    }
    free = {"left": 5, "top": 5, "bottom": 5, "right": BESIDE}
    return Chart(
        _spec(rows, {"layer": layers, "height": max(80, 24 * len(rows) + 30), "padding": free}, table),
        standing(known, unit, own) if own else _extremes(known, unit),
    )


def tile_map(tiles: Sequence[tuple[str, int, int, Number | None]], *, unit: str = "") -> Chart:
    """A map without boundaries: `[(name, column, row, value), …]`, cells counted from 1, coloured in five steps."""
    steps = steps_of([value for *_, value in tiles])
    ranges = bounds([value for *_, value in tiles], steps)
    rows = [
        {"name": name, "column": column, "row": row, "text": stated(value) or NO_DATA, "step": ranges.get(step, NO_DATA), "dark": step > 3}
        for (name, column, row, value), step in zip(tiles, steps, strict=True)
    ]  # fmt: skip
    shown = [step for step in (*sorted(ranges), 0) if step in steps]
    scale = {
        "domain": [ranges.get(step, NO_DATA) for step in shown],
        "range": [STEPS[step - 1] if step else SURFACE for step in shown],
    }
    x = {"field": "column", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.03}}
    y = {"field": "row", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.05}}
    fill = {
        "field": "step", "type": "nominal", "scale": scale, "title": None,
        "legend": {"orient": "bottom", "symbolType": "square", "symbolStrokeColor": LINE, "symbolStrokeWidth": 1},
    }  # fmt: skip
    ink = {"condition": {"test": "datum.dark", "value": SURFACE}, "value": INK}
    cell = {"mark": {"type": "rect", "stroke": LINE, "cornerRadius": 4}, "encoding": {"x": x, "y": y, "fill": fill}}
    name = {
        "mark": {"type": "text", "dy": -9, "fontSize": 13},
        "encoding": {"x": x, "y": y, "text": {"field": "name"}, "color": ink},
    }
    value = {
        "mark": {"type": "text", "dy": 10, "fontSize": 14, "fontWeight": 600},
        "encoding": {"x": x, "y": y, "text": {"field": "text"}, "color": ink},
    }
    height = 70 * max((row for _, _, row, _ in tiles), default=1) + 40
    table = _table([(name, value) for name, _, _, value in tiles], unit)
    return Chart(
        _spec(rows, {"layer": [cell, name, value], "height": height}, table),
        _extremes([(name, value) for name, _, _, value in tiles], unit),
    )


def places(known: Sequence[tuple[str, Number]]) -> list[int]:
    """The places of values that are in order: equal values share one."""
    found: list[int] = []
    for index, (_, value) in enumerate(known):
        found.append(found[-1] if index and value == known[index - 1][1] else index + 1)
    return found


def standing(known: Sequence[tuple[str, Number]], unit: str, own: str) -> str | None:
    """「青海 1,357 件，在 31 个中居第 29 位，与第一位江苏相差 229,587 件。」; `known` is in order."""
    at = next((index for index, (label, _) in enumerate(known) if label == own), None)
    if at is None:
        return None
    value, place = known[at][1], places(known)[at]
    said = f"{own} {_of(value, unit)}，在 {len(known)} 个中居第 {place} 位"
    if place == 1:
        return f"{said}。"
    first = known[0]
    return f"{said}，与第一位{first[0]}相差 {_of(abs(Decimal(str(first[1])) - Decimal(str(value))), unit)}。"


def _course(found: Mapping[str, Points], unit: str) -> str | None:
    said = []
    for name, points in found.items():
        known = [(label, value) for label, value in points if value is not None]
        if not known:
            continue
        (first, before), (last, now) = known[0], known[-1]
        change = Decimal(str(now)) - Decimal(str(before))
        head = f"{name}：" if len(found) > 1 else ""
        if len(known) == 1:
            said.append(f"{head}{_spoken(last)} {_of(now, unit)}")
            continue
        word = "持平" if not change else f"{'增加' if change > 0 else '减少'} {_of(abs(change), unit)}"
        said.append(f"{head}{_spoken(first)} {_of(before, unit)}，{_spoken(last)} {_of(now, unit)}，{word}")
    return f"{'；'.join(said[:3])}。" if said else None


def _extremes(points: Points, unit: str) -> str | None:
    known = [(_spoken(label), value) for label, value in points if value is not None]
    if not known:
        return None
    high = max(known, key=lambda one: one[1])
    low = min(known, key=lambda one: one[1])
    if len(known) == 1:
        return f"{known[0][0]}为 {_of(high[1], unit)}。"
    if high[1] == low[1]:
        return f"各项均为 {_of(high[1], unit)}。"
    return f"{high[0]}最高，为 {_of(high[1], unit)}；{low[0]}最低，为 {_of(low[1], unit)}。"


def _composition(rows: Sequence[tuple[str, str, Number | None]], unit: str) -> str | None:
    known = [row for row in rows if row[2] is not None]
    if not known:
        return None
    last = known[-1][0]
    parts = [(part, Decimal(str(value))) for name, part, value in known if name == last]
    total = sum((value for _, value in parts), Decimal())
    if not total:
        return f"{_spoken(last)}合计为 0。"
    most = max(parts, key=lambda one: one[1])
    return f"{_spoken(last)}合计 {_of(total, unit)}，其中{most[0]}最多，占 {most[1] / total * 100:.1f}%。"


def _spec(rows: list[dict[str, Any]], drawing: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": rows}, **drawing, "usermeta": {"table": table}}


def _texts(encoding: dict[str, Any], mark: dict[str, Any]) -> dict[str, Any]:
    return {"mark": {"type": "text", **mark}, "encoding": {**encoding, "text": {"field": "text"}}}


def _level(name: str, value: Number, unit: str) -> list[dict[str, Any]]:
    y = {"datum": plain(value), "type": "quantitative"}
    return [
        {"mark": {"type": "rule", "strokeDash": [5, 4], "color": INK_2}, "encoding": {"y": y}},
        {
            "mark": {"type": "text", "align": "left", "x": 4, "dy": -8, "color": INK_2, "text": f"{name} {_of(value, unit)}"},
            "encoding": {"y": y},
        },
    ]  # fmt: skip


def _meant(name: str) -> dict[str, Any]:
    if not name:
        return {}
    test = f"datum.name === {json.dumps(name, ensure_ascii=False)}"
    return {"color": {"condition": {"test": test, "value": PALETTE[0]}, "value": STEPS[2]}}


def _table(points: Points, unit: str) -> dict[str, Any]:
    header = ["", f"数值（{unit}）" if unit else "数值"]
    return {"header": header, "rows": [[_label(label), _cell(value)] for label, value in points]}


def _table_by_label(found: Mapping[str, Points], unit: str) -> dict[str, Any]:
    labels = list(dict.fromkeys(_label(label) for points in found.values() for label, _ in points))
    given = {(name, _label(label)): value for name, points in found.items() for label, value in points}
    header = ["时期", *(f"{name}（{unit}）" if unit else name for name in found)]
    return {
        "header": header,
        "rows": [[label, *(_cell(given.get((name, label))) for name in found)] for label in labels],
    }


def _cell(value: Number | None) -> str:
    return stated(value) or "—"


def _label(label: str | date) -> str:
    return label.isoformat() if isinstance(label, date) else str(label)


def _spoken(label: str | date) -> str:
    if isinstance(label, date):
        return f"{label.year}年{label.month}月{label.day}日"
    return f"{label}年" if len(label) == 4 and label.isdigit() else label


def _of(value: Number, unit: str) -> str:
    text = amount_text(Decimal(str(value)))
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}".strip()
