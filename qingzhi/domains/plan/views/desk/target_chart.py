"""The chart of a target: the way that it should go, the values, and where they lead, with the finding in one sentence."""

from typing import Any

from ...queries.targets import TargetState
from ...rules.tracking.forecast import Method
from ...rules.tracking.numbers import figure, half_up, places_of
from ...rules.tracking.reasons import day_text

WAY, SEEN, AHEAD = "应达到", "实际", "预测"
COLOURS = {WAY: "#6b7785", SEEN: "#0b6e6e", AHEAD: "#b4500f"}
DASHES = {WAY: [5, 4], SEEN: [1, 0], AHEAD: [2, 3]}
DRAWN_FORECASTS = (Method.LEAST_SQUARES, Method.TWO_POINTS)


def chart_of(state: TargetState) -> dict[str, Any] | None:
    """The spec, the finding and the data table; None where there is nothing to draw."""
    rows = [*_way(state), *_seen(state), *_ahead(state)]
    if len(rows) < 2:
        return None
    return {"spec": _spec(state, rows), "finding": finding_of(state), "table": _table(state, rows)}


def finding_of(state: TargetState) -> str:
    """One sentence: where it stands against its way, and whether the present course leads to the goal."""
    if state.current is None or state.as_of is None:
        return "还没有数据，图上只有应走的进度线。"
    unit = state.target.unit
    said = f"截至{day_text(state.as_of)}为 {figure(state.current, unit)}"
    expected = state.light.expected
    if expected is not None and not state.trajectory.is_flat:
        gap = half_up(state.current - expected, places_of(state.current))
        if gap:
            said += f"，比进度线{'高' if gap > 0 else '低'} {figure(abs(gap), unit)}"
        else:
            said += "，与进度线持平"
    return f"{said}；{_outlook(state)}。"


def _outlook(state: TargetState) -> str:
    ahead = state.forecast
    if state.light.is_met:
        return "已达到目标"
    if ahead.value is None or ahead.method not in DRAWN_FORECASTS or state.thresholds is None:
        return "数据还不足以预测期末"
    slack = state.thresholds.approx_percent
    if not state.trajectory.goal.is_met_by(ahead.value, slack):
        return "照目前走势，到期达不到目标"
    if ahead.cautious is not None and state.trajectory.goal.is_met_by(ahead.cautious, slack):
        return "照目前走势，到期能达到目标" if ahead.low is not None else "照最近两期走势，到期能达到目标"
    return "照目前走势，到期可望达到目标，但把握不大"


def _way(state: TargetState) -> list[dict[str, Any]]:
    if state.trajectory.is_flat:
        days = [one.on for one, _ in state.seen][:1] + ([state.target.deadline] if state.target.deadline else [])
        return [_row(day, state.trajectory.expected_on(day), WAY) for day in days if day]
    return [_row(point.on, point.value, WAY) for point in state.trajectory.points]


def _seen(state: TargetState) -> list[dict[str, Any]]:
    return [_row(one.on, one.value, SEEN) for one, _ in state.seen]


def _ahead(state: TargetState) -> list[dict[str, Any]]:
    ahead = state.forecast
    if ahead.value is None or ahead.method not in DRAWN_FORECASTS or not state.seen or not state.target.deadline:
        return []
    last = state.seen[-1][0]
    end = _row(state.target.deadline, ahead.value, AHEAD)
    if ahead.low is None or ahead.high is None:
        return [_row(last.on, last.value, AHEAD), end]
    begin = {**_row(last.on, last.value, AHEAD), "low": float(last.value), "high": float(last.value)}
    return [begin, {**end, "low": float(ahead.low), "high": float(ahead.high)}]


def _row(day: Any, value: Any, series: str) -> dict[str, Any]:
    return {"day": day.isoformat(), "value": float(value), "series": series}


def _spec(state: TargetState, rows: list[dict[str, Any]]) -> dict[str, Any]:
    names = [name for name in COLOURS if any(row["series"] == name for row in rows)]
    days = sorted(row["day"] for row in rows)
    ends = [{"year": year, "month": 12, "date": 31} for year in range(int(days[0][:4]) - 1, int(days[-1][:4]) + 1)]
    axis = {"format": "%Y年底", "values": ends}
    x = {"field": "day", "type": "temporal", "title": None, "axis": axis}
    y = {"field": "value", "type": "quantitative", "title": state.target.unit, "scale": {"zero": False}}
    scale = {"domain": names, "range": [COLOURS[name] for name in names]}
    dash = {"domain": names, "range": [DASHES[name] for name in names]}
    colour = {"field": "series", "type": "nominal", "scale": scale, "title": None}
    lines: dict[str, Any] = {
        "mark": {"type": "line", "point": {"filled": True, "size": 44}},
        "encoding": {
            "x": x,
            "y": y,
            "color": colour,
            "strokeDash": {"field": "series", "type": "nominal", "scale": dash, "title": None},
        },
    }
    layers: list[dict[str, Any]] = [lines]
    if any("low" in row for row in rows):
        band = {
            "transform": [{"filter": "isValid(datum.low)"}],
            "mark": {"type": "area", "opacity": 0.16, "color": COLOURS[AHEAD]},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        }
        layers.insert(0, band)
    return {"data": {"values": rows}, "layer": layers, "height": 300}


def _table(state: TargetState, rows: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    header = ["日期", "类别", f"数值（{state.target.unit}）", "80% 区间"]
    shown = []
    for row in rows:
        ends = f"{row['low']:,.10g} 至 {row['high']:,.10g}" if row.get("low") != row.get("high") else ""
        shown.append([row["day"], row["series"], f"{row['value']:,.10g}", ends])
    return header, shown
