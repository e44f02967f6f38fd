"""Charts: a Vega-Lite spec drawn to SVG on the server. The page works without scripts, prints, and keeps to the CSP.

Drawn in several widths in the light colours of PALETTE: the stylesheet picks the width that fits and maps each of these
colours to its token, so that dark needs no second drawing. Every drawing is kept in the data folder under the hash of
what it was drawn from.
"""

import copy
import json
import logging
import os
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from .colours import INK, INK_2, LINE, PALETTE, STATES, STEPS, SURFACE
from .drawing import alone, cleaned

__all__ = [
    "INK",
    "INK_2",
    "LINE",
    "PALETTE",
    "STATES",
    "STEPS",
    "SURFACE",
    "as_file",
    "drawn",
    "figure",
    "png_of",
    "svg_of",
    "table_of",
]

log = logging.getLogger(__name__)

FONT = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif"
WIDTHS, HEIGHT = (760, 520, 340, 240), 300
DRAWING = 6  # counts up when the drawing itself changes, so that kept files are not used
KEPT = 3000
LEGEND_COLUMNS = {300: 1, 500: 2}  # below so many pixels

CONFIG: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK_2, "titleColor": INK_2, "gridColor": LINE, "domainColor": LINE, "tickColor": LINE,
        "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal", "labelAngle": 0, "labelPadding": 6,
        "titlePadding": 10, "labelOverlap": True, "labelSeparation": 5,
    },
    "axisY": {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -10, "titleX": -28, "domain": False, "ticks": False},
    "axisX": {"grid": False},
    "legend": {"labelColor": INK, "titleColor": INK_2, "labelFontSize": 13, "labelLimit": 320, "titleFontSize": 13, "orient": "top", "title": None, "symbolStrokeWidth": 2},
    "title": {"color": INK, "fontSize": 14, "fontWeight": 600, "anchor": "start"},
    "header": {"labelColor": INK_2, "titleColor": INK_2, "labelFontSize": 13},
    "range": {"category": list(PALETTE), "ordinal": list(STEPS), "ramp": list(STEPS), "heatmap": list(STEPS)},
    "mark": {"color": PALETTE[0]},
    "line": {"strokeWidth": 2.2, "point": {"size": 40}},
    "bar": {"color": PALETTE[0], "cornerRadiusEnd": 2},
    "rule": {"color": INK_2},
    "text": {"color": INK, "fontSize": 12},
}  # fmt: skip
LEGENDS = ("color", "fill", "stroke", "strokeDash", "shape", "opacity", "size")
COMPOSED = ("hconcat", "vconcat", "concat", "facet", "repeat")


def figure(spec: Mapping[str, Any], finding: str, table: Any = None) -> SafeString:
    """The chart as part of a page: its finding in one sentence, the drawing, the data table. Never fails the page."""
    drawings: list[SafeString] = []
    try:
        drawings = [mark_safe(svg) for svg in drawn(spec)]
    except Exception:
        log.exception("a chart could not be drawn: %s", finding)
    header, rows = table_of(spec) if table is None else (part_of(table, "header"), part_of(table, "rows"))
    context = {"drawings": drawings, "finding": finding, "header": header, "rows": rows}
    return render_to_string("pages/chart.html", context)


def drawn(spec: Mapping[str, Any]) -> list[str]:
    """The drawings of a spec, widest first; one only where the spec itself says how wide, or is composed of several."""
    if any(name in spec for name in COMPOSED) or "width" in spec:
        return [svg_of(spec)]
    return [svg_of(_fitted(spec, width)) for width in WIDTHS]


def _fitted(spec: Mapping[str, Any], width: int) -> dict[str, Any]:
    """The spec for one width; where it is narrow a legend stands in columns, so that none of its entries is cut off."""
    whole = {**spec, "width": width, "autosize": {"type": "fit", "contains": "padding"}}
    columns = next((columns for least, columns in LEGEND_COLUMNS.items() if width < least), None)
    if columns:
        whole["config"] = _merged({"legend": {"columns": columns}}, whole.get("config") or {})
    return whole


def svg_of(spec: Mapping[str, Any]) -> str:
    """One drawing, kept by the hash of the whole spec."""
    return _svg_of(json.dumps(dressed(spec), sort_keys=True, ensure_ascii=False, default=str))


@lru_cache(maxsize=200)
def _svg_of(text: str) -> str:
    kept = settings.QINGZHI_DATA / "charts" / f"{sha256(f'{DRAWING}{text}'.encode()).hexdigest()}.svg"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    svg = cleaned(_convert(json.loads(text)))
    _keep(kept, svg)
    return svg


def png_of(spec: Mapping[str, Any], width: int = 640, *, scale: float = 3) -> bytes:
    """The same drawing as a picture for documents: `width` as on a page, drawn `scale` times as fine; kept like the others."""
    whole = dict(spec)
    if "width" not in whole and not any(name in whole for name in COMPOSED):
        whole |= {"width": width, "autosize": {"type": "fit", "contains": "padding"}}
    whole = dressed({**whole, "background": SURFACE})
    text = json.dumps([whole, scale], sort_keys=True, ensure_ascii=False, default=str)
    kept = settings.QINGZHI_DATA / "charts" / f"{sha256(f'{DRAWING}{text}'.encode()).hexdigest()}.png"
    if kept.exists():
        return kept.read_bytes()
    import vl_convert

    drawn_png: bytes = vl_convert.vegalite_to_png(
        json.loads(json.dumps(whole, default=str)),
        scale=scale,
        allowed_base_urls=[],
        format_locale="zh-CN",
        time_format_locale="zh-CN",
    )
    _keep(kept, drawn_png)
    return drawn_png


def as_file(spec: Mapping[str, Any], title: str, note: str, finding: str, width: int = 680) -> str:
    """The drawing as an SVG that stands alone on other pages: its name and source in it, its finding for those who cannot see it."""
    headed = {"text": title, "subtitle": note, "subtitleColor": INK_2, "subtitleFontSize": 12, "offset": 16}
    frame = {"width": width, "autosize": {"type": "fit", "contains": "padding"}, "padding": 12}
    return alone(svg_of({**spec, **frame, "title": headed, "background": SURFACE}), f"{title}：{finding}")


def dressed(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The spec with the house's fonts, colours and size where it says nothing itself."""
    whole = copy.deepcopy(dict(spec))
    whole.setdefault("$schema", "https://vega.github.io/schema/vega-lite/v5.json")
    if not any(name in whole for name in COMPOSED):
        whole.setdefault("height", HEIGHT)
    whole["config"] = _merged(CONFIG, whole.get("config") or {})
    for layer in (whole, *whole.get("layer", ())):
        _dress_legends(layer)
    return whole


def _dress_legends(layer: dict[str, Any]) -> None:
    """Legends without a head, which only repeats what the finding says; lines are shown as lines."""
    mark = layer.get("mark")
    kind = mark.get("type") if isinstance(mark, Mapping) else mark
    for name, channel in (layer.get("encoding") or {}).items():
        if name in LEGENDS and isinstance(channel, dict) and "field" in channel and channel.get("legend", True):
            usual = {"title": None, "symbolType": "stroke" if kind in {"line", "trail"} else "square"}
            channel["legend"] = {**usual, **(channel.get("legend") or {})}


def table_of(spec: Mapping[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """The data of a spec as a table: the one that it brings (`usermeta.table`), else its values under the titles of its encoding."""
    brought = (spec.get("usermeta") or {}).get("table")
    if brought:
        return part_of(brought, "header"), part_of(brought, "rows")
    values = (spec.get("data") or {}).get("values") or []
    if not values or not isinstance(values[0], Mapping):
        return [], []
    titles = _titles(spec)
    names = [name for name in values[0] if name in titles] or list(values[0])
    return [titles.get(name, name) for name in names], [[row.get(name, "") for name in names] for row in values]


def part_of(table: Any, name: str) -> Any:
    """`header` or `rows` of a table given as a pair or as a mapping."""
    if isinstance(table, Mapping):
        return table.get(name, [])
    return table[0 if name == "header" else 1]


def _titles(spec: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for layer in (spec, *spec.get("layer", ())):
        for channel in (layer.get("encoding") or {}).values():
            if isinstance(channel, Mapping) and channel.get("field"):
                legend, axis = channel.get("legend") or {}, channel.get("axis") or {}
                title = channel.get("title") or legend.get("title") or axis.get("title") or channel["field"]
                found.setdefault(channel["field"], str(title))
    return found


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    found = copy.deepcopy(dict(base))
    for name, value in over.items():
        if isinstance(value, Mapping) and isinstance(found.get(name), Mapping):
            found[name] = _merged(found[name], value)
        else:
            found[name] = value
    return found


def _convert(spec: dict[str, Any]) -> str:
    import vl_convert  # heavy, and only needed where nothing is kept yet

    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], format_locale="zh-CN", time_format_locale="zh-CN")


def _keep(path: Path, content: str | bytes) -> None:
    """Write whole or not at all; a full or read-only disk only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept: Sequence[os.DirEntry[str]] = list(os.scandir(path.parent))
        if len(kept) >= KEPT:
            for entry in sorted(kept, key=lambda item: item.stat().st_mtime)[: KEPT // 3]:
                os.unlink(entry.path)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, suffix=".part", delete=False) as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        os.replace(file.name, path)
    except OSError:
        log.warning("a chart could not be kept at %s", path)
