"""Columns of a listing: what a row shows there, where it leads, by what it is sorted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from .components import NOTHING, grouped, state_of
from .computed import follow
from .templatetags import ui

KINDS = (
    "text",
    "link",
    "state",
    "deadline",
    "date",
    "datetime",
    "number",
    "money",
    "percent",
    "meter",
    "sparkline",
    "html",
)
FIRST = {"state": 0, "deadline": 1}  # these stand first, in this order, and are never dropped
RIGHT = {"number", "money", "percent"}


@dataclass(frozen=True)
class Column:
    """One column. `name` is an attribute or a `__` path of the row, unless `value` says how to find the value.

    `url` for links (else `get_absolute_url`) and for numbers that open their list; `sub` is a second, smaller line; `sort` the order fields where the name is no
    field of the database (False: never sorted); `drop` leaves it out where the page is narrow, `nowrap` keeps it on one line; `state` and `elapsed` serve meters
    and deadlines; `template` draws an "html" cell from `row` and `value`; `export` is what Excel gets.
    """

    name: str
    label: str
    kind: str = "text"
    value: Callable[[Any], Any] | None = None
    url: Callable[[Any], str] | None = None
    sub: str | Callable[[Any], Any] = ""
    sort: str | Sequence[str] | bool = True
    drop: bool = False
    state: Callable[[Any], Any] | None = None
    elapsed: Callable[[Any], Any] | None = None
    template: str = ""
    export: Callable[[Any], Any] | None = None
    width: int = 0
    nowrap: bool = False
    hint: str = ""
    places: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"column {self.name}: kind {self.kind!r} is not one of {KINDS}")

    def value_of(self, row: Any) -> Any:
        return self.value(row) if self.value is not None else follow(row, self.name)

    def export_of(self, row: Any) -> Any:
        """The value for a sheet: plain text, number or date."""
        found = self.export(row) if self.export is not None else self.value_of(row)
        if self.kind == "state" and self.export is None:
            known = state_of(found)
            return known.label if known else None
        return found

    def cell(self, row: Any) -> SafeString:
        """What the page shows."""
        value = self.value_of(row)
        return getattr(self, f"_{self.kind}", self._text)(row, value)

    @property
    def right(self) -> bool:
        return self.kind in RIGHT

    def _with_sub(self, row: Any, shown: Any) -> SafeString:
        below = self.sub(row) if callable(self.sub) else follow(row, self.sub) if self.sub else ""
        return format_html('{}<span class="sub">{}</span>', shown, below) if below else conditional_escape(shown)

    def _text(self, row: Any, value: Any) -> SafeString:
        if isinstance(value, bool):
            value = "是" if value else "否"
        return self._with_sub(row, NOTHING if value is None or value == "" else value)

    def _link(self, row: Any, value: Any) -> SafeString:
        if value is None or value == "":
            return self._with_sub(row, NOTHING)
        url = self.url(row) if self.url is not None else getattr(row, "get_absolute_url", str)()
        return self._with_sub(
            row,
            format_html('<a href="{}">{}</a>', url, value)
            if url and url.startswith(("/", "?", "#", "http"))
            else value,
        )

    def _state(self, row: Any, value: Any) -> SafeString:
        return self._with_sub(row, ui.state_tag(value))

    def _deadline(self, row: Any, value: Any) -> SafeString:
        state = self.state(row) if self.state is not None else getattr(row, "state", None)
        return ui.deadline_tag(value, state if hasattr(state, "code") else None)

    def _date(self, row: Any, value: Any) -> SafeString:
        if value is None:
            return conditional_escape(NOTHING)
        day = localtime(value).date() if isinstance(value, datetime) else value
        return self._with_sub(row, format_html('<time datetime="{0}">{0}</time>', day.isoformat()))

    def _datetime(self, row: Any, value: Any) -> SafeString:
        if value is None:
            return conditional_escape(NOTHING)
        at = localtime(value)
        return self._with_sub(row, format_html('<time datetime="{}">{}</time>', at.isoformat(), f"{at:%Y-%m-%d %H:%M}"))

    def _number(self, row: Any, value: Any) -> SafeString:
        shown = grouped(value) if self.places is None or value is None else f"{value:,.{self.places}f}"
        if value and self.url is not None:  # a number that counts something opens the list of it
            return self._with_sub(row, format_html('<a href="{}">{}</a>', self.url(row), shown))
        return self._with_sub(row, shown)

    def _money(self, row: Any, value: Any) -> SafeString:
        shown = NOTHING if value is None else f"{Decimal(str(value)):,.2f}"
        if value and self.url is not None:  # an amount that sums something opens the list of it
            return self._with_sub(row, format_html('<a href="{}">{}</a>', self.url(row), shown))
        return self._with_sub(row, shown)

    def _percent(self, row: Any, value: Any) -> SafeString:
        return self._with_sub(row, NOTHING if value is None else f"{float(value):g}%")

    def _meter(self, row: Any, value: Any) -> SafeString:
        state = self.state(row) if self.state is not None else getattr(row, "state", None)
        elapsed = self.elapsed(row) if self.elapsed is not None else None
        return self._with_sub(row, ui.meter(value, state if hasattr(state, "code") else None, elapsed))

    def _sparkline(self, row: Any, value: Any) -> SafeString:
        return ui.sparkline(value, self.label)

    def _html(self, row: Any, value: Any) -> SafeString:
        return render_to_string(self.template, {"row": row, "value": value, "column": self})


def is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)
