"""Template tags of the components; a builtin library, so no template needs to load it."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import charts, components, icons
from ..assets import script_url, style_url
from ..components import deadline_of, part, state_of

register = template.Library()
register.simple_tag(style_url, name="style_url")
register.simple_tag(script_url, name="script_url")

STATE_CODES = ("ok", "warn", "late", "done", "unknown", "none")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "late" %}`: decoration; with a label it speaks."""
    return icons.draw(str(name), label=label)


@register.simple_tag
def icon_large(name: str) -> SafeString:
    return icons.draw(str(name), large=True)


@register.simple_tag
def state_tag(state: Any, reason: bool = False) -> SafeString:
    """`{% state_tag row.state %}`: icon, word and colour; the reason as a tip, or beside it when asked for."""
    known = state_of(state)
    if known is None:
        return format_html('<span class="muted">{}</span>', "—")
    code = known.code if known.code in STATE_CODES else "none"
    tip = format_html(' title="{}"', known.reason) if known.reason else ""
    beside = format_html('<span class="reason">{}</span>', known.reason) if reason and known.reason else ""
    return format_html('<span class="tag tag-{}"{}>{}{}</span>{}', code, tip, icons.draw(code), known.label, beside)


@register.simple_tag
def deadline_tag(due: Any, state: Any = None, explanation: Iterable[str] | str | None = None) -> SafeString:
    """`{% deadline_tag task.due_on task.state %}`: 剩 3 天 or 逾期 2 天 with the date; on request how it was counted."""
    found = deadline_of(due, state)
    if found.due is None:
        return format_html('<span class="muted">{}</span>', found.text)
    steps = [explanation] if isinstance(explanation, str) else list(explanation or [])
    how = ""
    if steps:
        items = [format_html("<li>{}</li>", step) for step in steps]
        how = format_html("<details><summary>怎么算的</summary><ol>{}</ol></details>", SafeString("".join(items)))
    return format_html(
        '<span class="deadline"><span class="tag tag-{}">{}{}</span><time datetime="{}">{}</time>{}</span>',
        found.code,
        icons.draw(found.code),
        found.text,
        found.due.isoformat(),
        found.due.isoformat(),
        how,
    )


@register.simple_tag
def meter(percent: Any, state: Any = None, elapsed: Any = None, label: str = "完成进度") -> SafeString:
    """`{% meter 57 row.state 82 %}`: a bar with a tick at the share of time that has passed; None is 未填报."""
    if percent is None or percent == "":
        return format_html('<span class="muted">{}</span>', "未填报")
    value = float(percent)
    shown = min(max(value, 0.0), 100.0)
    known = state_of(state)
    tick: str | SafeString = ""
    said = f"{label} {value:.0f}%"
    if elapsed is not None and elapsed != "":
        at = min(max(float(elapsed), 0.0), 100.0)
        tick = format_html('<path class="meter-tick" d="M{} 0v8"/>', f"{min(max(at, 0.5), 99.5):.1f}")
        said += f"，时间进度 {at:.0f}%"
    return format_html(
        '<span class="meter meter-{}"><span class="meter-track" role="img" aria-label="{}">'
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="meter-bg" width="100" height="8"/><rect class="meter-fg" width="{}" height="8"/>{}</svg></span>'
        '<span class="num">{}%</span></span>',
        known.code if known and known.code in STATE_CODES else "none",
        said,
        f"{shown:.1f}",
        tick,
        f"{value:.0f}",
    )


@register.simple_tag
def sparkline(values: Iterable[Any], label: str = "趋势") -> SafeString:
    """`{% sparkline row.history "近六年" %}`: a small line; what is missing breaks nothing and is left out."""
    places = [(index, float(value)) for index, value in enumerate(values or []) if value is not None]
    if len(places) < 2:
        return format_html('<span class="muted">{}</span>', "—")
    known = [value for _, value in places]
    low, high = min(known), max(known)
    spread = (high - low) or 1.0
    step = 76 / places[-1][0]
    points = [(2 + index * step, 23 - (value - low) / spread * 20) for index, value in places]
    said = f"{label}：{'、'.join(f'{value:g}' for value in known)}"
    return format_html(
        '<svg class="spark" viewBox="0 0 80 26" role="img" aria-label="{}"><polyline points="{}"/>'
        '<circle cx="{}" cy="{}" r="2.4"/></svg>',
        said,
        " ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        f"{points[-1][0]:.1f}",
        f"{points[-1][1]:.1f}",
    )


@register.simple_tag
def chart(spec: dict[str, Any], finding: str, table: Any = None) -> SafeString:
    """`{% chart spec "结论一句话" %}`: a Vega-Lite spec drawn on the server, with its data table."""
    return charts.figure(spec, finding, table)


@register.simple_tag
def crumb(label: str, url: str = "") -> SafeString:
    """One step of the breadcrumb; without an address it is the page itself."""
    if url:
        return format_html('<a href="{}">{}</a>', url, label)
    return format_html('<span aria-current="page">{}</span>', label)


@register.filter
def filesize_cn(size: Any) -> str:
    """A file's size in the unit that reads best."""
    value = float(size or 0)
    for unit in ("字节", "KB", "MB"):
        if value < 1024:
            return f"{value:.0f} {unit}" if unit == "字节" else f"{value:.1f} {unit}"
        value /= 1024
    return f"{value:.1f} GB"


@register.filter
def amount_cn(value: Any) -> str:
    """An amount of money in the unit that reads best: 500 万元."""
    if value is None:
        return "—"
    whole = abs(value) >= 10_000 and value % 100 == 0
    return f"{float(value) / 10_000:,.2f}".rstrip("0").rstrip(".") + " 万元" if whole else f"{value:,.2f} 元"


@register.filter
def grouped(value: Any) -> str:
    """A number with its thousands apart: 12,918."""
    return components.grouped(value)


@register.filter
def yuan(value: Any) -> str:
    """An amount of money to the cent, its thousands apart, as tables show it."""
    return "—" if value is None else f"{value:,.2f}"


@register.filter
def number_cn(value: Any) -> str:
    """A number with its thousands apart and as many places as it has: 18,537 and 2.12."""
    return "" if value is None else f"{value.normalize() + 0:,f}"


@register.filter
def day_cn(value: Any) -> str:
    """A day as 2018年7月1日."""
    return f"{value.year}年{value.month}月{value.day}日" if value else "—"


@register.filter
def field_kind(bound: Any) -> str:
    """How a form field is laid out: check, checks, file or input."""
    widget = bound.field.widget
    if getattr(widget, "input_type", "") == "file":
        return "file"
    if getattr(widget, "input_type", "") == "checkbox" and not getattr(widget, "use_fieldset", False):
        return "check"
    return "checks" if getattr(widget, "use_fieldset", False) else "input"


@register.filter
def changes_of(entry: Any) -> list[tuple[str, Any]]:
    """`{% for name, pair in entry|changes_of %}`: what an entry of the trail changed, in words where it knows them."""
    said = getattr(entry, "worded_changes", None)
    return said if said is not None else list(part(entry, "changes", {}).items())
