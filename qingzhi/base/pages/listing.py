"""Listings: one declaration gives the table, its filters, sorting, paging and the Excel file.

Where htmx asks, only the rows are answered; the same addresses work as plain links. Two queries a page: count and rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from .columns import FIRST, Column
from .computed import follow, in_order
from .filters import Choice, DateRange, Day, Filter, Flag, Search
from .paging import BoundedPaginator, KeyPaginator
from .request import PageRequest
from .sheets import sheet_response

UNSORTED = ("sparkline", "html")

__all__ = ["Choice", "Column", "DateRange", "Day", "Filter", "Flag", "Listing", "Search"]


@dataclass(frozen=True)
class Head:
    """One head of the table: its column and how to sort by it."""

    column: Column
    url: str
    direction: str  # "", "ascending" or "descending"


@dataclass(frozen=True)
class Cell:
    """One cell of a row."""

    column: Column
    html: SafeString
    is_head: bool


class BodyRow(list[Cell]):
    """The cells of a row, and the record that they show."""

    def __init__(self, record: Any, cells: Iterable[Cell]):
        super().__init__(cells)
        self.record = record


class Listing:
    """A table of rows. Subclasses declare `name`, `columns`, `filters` and `default_order`; see docs/conventions.md.

    `count_limit` bounds what is counted and paged through where a table is long (`known_count` may tell the whole
    number from elsewhere), `by_keys` reads the pages of a long one that is not bounded by its keys too; `export_limit` bounds the Excel file, which then says so. `bulk` are (code, label) of what can be
    done with chosen rows: they are sent as `id` and `do` to `bulk_url`.
    """

    name = ""
    columns: Sequence[Column] = ()
    filters: Sequence[Filter] = ()
    default_order: str | Sequence[str] = ()
    page_size = 20
    saved: Sequence[tuple[str, str]] = ()  # (label, query string): views that many want
    exports = True
    count_limit = 0
    by_keys = False
    export_limit = 0
    bulk: Sequence[tuple[str, str]] = ()
    bulk_url = ""
    compact = False
    about: Sequence[tuple[str, str]] = ()  # (label, text) of what the Excel file says of itself besides
    empty_title = ""
    empty_hint = ""
    empty_action: tuple[str, str] | None = None  # (label, url)
    template = "pages/listing.html"
    rows_template = "pages/listing_rows.html"

    def __init__(self, request: PageRequest, rows: QuerySet[Any] | Iterable[Any], *, prefix: str = ""):
        self.request = request
        self.all_rows: Any = rows if isinstance(rows, QuerySet) else list(rows)
        self.prefix = prefix
        self.kept: dict[str, Any] = {}  # what filters have looked up for this request

    # what was asked for

    def given(self, name: str) -> str:
        """The value of a name in the query string."""
        return self.request.GET.get(self.prefix + name, "")

    @cached_property
    def shown_columns(self) -> list[Column]:
        """The columns, status and deadline first."""
        return sorted(self.columns, key=lambda column: FIRST.get(column.kind, len(FIRST)))

    @cached_property
    def head_column(self) -> Column | None:
        """The column that names the row: the first link, else the first text."""
        for kind in ("link", "text"):
            for column in self.shown_columns:
                if column.kind == kind:
                    return column
        return None

    @cached_property
    def sort_fields(self) -> dict[str, list[str]]:
        """The columns that may be sorted by, and the order fields of each."""
        found = {}
        for column in self.columns:
            if column.sort is True:
                if column.kind not in UNSORTED and self._is_field(column.name):
                    found[column.name] = [column.name]
            elif column.sort:
                found[column.name] = [column.sort] if isinstance(column.sort, str) else list(column.sort)
        return found

    @cached_property
    def sort(self) -> tuple[str, bool]:
        """The column sorted by and whether downwards; ("", False) for the default order."""
        asked = self.given("sort")
        name = asked.removeprefix("-")
        return (name, asked.startswith("-")) if name in self.sort_fields else ("", False)

    @cached_property
    def is_filtered(self) -> bool:
        return bool(self.chips)

    # the rows

    @cached_property
    def rows(self) -> QuerySet[Any] | list[Any]:
        """All rows of the filters, in order."""
        rows = self.all_rows
        for one in self.filters:
            rows = one.narrow(rows, self)
        return self._sorted(rows) if isinstance(rows, QuerySet) else self._sorted_in_memory(rows)

    def _sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        name, downwards = self.sort
        if name:
            fields = [_turned(field) if downwards else field for field in self.sort_fields[name]]
            return rows.order_by(*self._orders(fields), "pk")
        if self._default:
            return rows.order_by(*self._orders(self._default), "pk")
        return rows if rows.ordered else rows.order_by("pk")

    def _orders(self, fields: Sequence[str]) -> list[Any]:
        return [_order(one, missing=self._may_miss(one.removeprefix("-"))) for one in fields]

    def _may_miss(self, path: str) -> bool:
        """Whether a value can be missing; of a plain field that cannot, an index may be read as it stands."""
        model = cast("QuerySet[Any]", self.all_rows).model
        known = {one.name: one for one in model._meta.concrete_fields}
        return path not in known or known[path].null

    def _sorted_in_memory(self, rows: list[Any]) -> list[Any]:
        name, downwards = self.sort
        if name:
            column = next(one for one in self.columns if one.name == name)
            return in_order(rows, column.value_of, downwards=downwards)
        for path in reversed(self._default):
            step = path.removeprefix("-")
            rows = in_order(rows, partial(_at, step), downwards=path.startswith("-"))
        return rows

    @property
    def _default(self) -> list[str]:
        return [self.default_order] if isinstance(self.default_order, str) else list(self.default_order)

    @cached_property
    def page(self) -> Page:
        return self._paginator().get_page(self.given("page"))

    def _paginator(self) -> Paginator:
        if isinstance(self.rows, QuerySet) and self.count_limit:
            return BoundedPaginator(self.rows, self.page_size, limit=self.count_limit)
        if isinstance(self.rows, QuerySet) and self.by_keys:
            return KeyPaginator(self.rows, self.page_size)
        return Paginator(self.rows, self.page_size)

    @property
    def is_cut(self) -> bool:
        """Whether only the first rows can be paged through."""
        return bool(self.count_limit and getattr(self.page.paginator, "counted", 0) > self.count_limit)

    def known_count(self) -> int | None:
        """How many rows a list that is cut has, where that is known without counting them. May be overridden."""
        return None

    @cached_property
    def total(self) -> int | None:
        """How many rows there are; None where there are more than are counted."""
        return self.known_count() if self.is_cut else self.page.paginator.count

    @property
    def count_text(self) -> str:
        """How many rows there are, as the foot of the list says it."""
        if not self.is_cut:
            return f"共 {self.total} 条"
        whole = f"{self.count_limit:,} 条以上" if self.total is None else f"{self.total:,} 条"
        return f"共 {whole}，可翻看前 {self.count_limit:,} 条"

    @property
    def export_text(self) -> str:
        """What the export brings."""
        if self.total is None:
            return f"导出 Excel（至多 {self.export_limit:,} 行）" if self.export_limit else "导出 Excel"
        if self.export_limit and self.total > self.export_limit:
            return f"导出 Excel（前 {self.export_limit:,} 行）"
        return f"导出 Excel（{self.total} 行）"

    @cached_property
    def page_rows(self) -> list[Any]:
        paginator = self.page.paginator
        if not isinstance(paginator, KeyPaginator):
            return self.prepare(list(self.page.object_list))
        keys = paginator.keys_of(self.page)
        found = cast("QuerySet[Any]", self.rows).order_by().in_bulk(keys)
        return self.prepare([found[key] for key in keys if key in found])

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Give rows what a page of them needs at once (states, sums), so that no cell asks the database. May be overridden."""
        return rows

    # what the template draws

    @property
    def id(self) -> str:
        return f"{self.prefix.strip('_-') or 'main'}-listing"

    @property
    def heads(self) -> list[Head]:
        found = []
        current, downwards = self.sort
        for column in self.shown_columns:
            url = direction = ""
            if column.name in self.sort_fields:
                is_current = column.name == current
                direction = ("descending" if downwards else "ascending") if is_current else ""
                turned = f"-{column.name}" if is_current and not downwards else column.name
                url = self.link(sort=turned, page=None)
            found.append(Head(column, url, direction))
        return found

    @property
    def body(self) -> list[BodyRow]:
        return [
            BodyRow(row, (Cell(column, column.cell(row), column is self.head_column) for column in self.shown_columns))
            for row in self.page_rows
        ]

    @cached_property
    def chips(self) -> list[tuple[str, str]]:
        """What the filters ask for in words, each with the address without it."""
        return [
            (label, self.link(**dict.fromkeys([*names, "page"])))
            for one in self.filters
            for label, names in one.chips(self)
        ]

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The filters for the filter bar."""
        return [
            {
                "kind": one.kind,
                "filter": one,
                "id": f"{self.id}-{one.name}",
                "names": [self.prefix + name for name in one.names()],
                "value": one.value(self),
                "options": one.pairs(self) if isinstance(one, Choice) else [],
            }
            for one in self.filters
        ]

    @property
    def saved_links(self) -> list[tuple[str, str, bool]]:
        """The saved views: label, address, whether it is the one shown."""
        here = self._query()
        here.pop(f"{self.prefix}page", None)
        return [(label, f"?{query}", urlencode(here) == query) for label, query in self.saved]

    @property
    def pages(self) -> list[tuple[str, str, bool]]:
        """The page numbers: text, address ("" for a gap), whether it is this one."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return [
            (str(number), self.link(page=number) if isinstance(number, int) else "", number == self.page.number)
            for number in numbers
        ]

    @property
    def previous_url(self) -> str:
        return self.link(page=self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self.link(page=self.page.number + 1) if self.page.has_next() else ""

    @property
    def clear_url(self) -> str:
        return self.link(**dict.fromkeys([name for one in self.filters for name in one.names()] + ["page"])) or "?"

    @property
    def export_url(self) -> str:
        return self.link(page=None, export="xlsx")

    def link(self, **changed: Any) -> str:
        """The address of this listing with some names changed (None takes one out); names that it does not know are dropped."""
        query = self._query()
        for name, value in changed.items():
            query.pop(self.prefix + name, None)
            if value is not None:
                query[self.prefix + name] = str(value)
        return f"?{urlencode(query)}" if query else self.request.path

    # the answer

    def respond(self, template: str, context: Mapping[str, Any] | None = None) -> HttpResponse:
        """The Excel file, the rows alone (for htmx), or the whole page with this as `listing`."""
        if self.exports and self.given("export") == "xlsx":
            return cast(HttpResponse, sheet_response(self))
        whole = {"listing": self, **(context or {})}
        response = render(self.request, self.rows_template if self._rows_only() else template, whole)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def _rows_only(self) -> bool:
        htmx: Any = getattr(self.request, "htmx", None)
        return bool(htmx) and not htmx.history_restore_request and htmx.target == f"{self.id}-rows"

    def _query(self) -> dict[str, str]:
        """What stands in the query string and makes sense, in a fixed order."""
        found: dict[str, str] = {}
        for one in self.filters:
            values = one.value(self)
            for name, value in zip(one.names(), values if isinstance(values, tuple) else (values,), strict=True):
                if value:
                    found[self.prefix + name] = str(value)
        name, downwards = self.sort
        if name:
            found[f"{self.prefix}sort"] = f"-{name}" if downwards else name
        if self.given("page") and self.page.number > 1:
            found[f"{self.prefix}page"] = str(self.page.number)
        return found

    def _is_field(self, path: str) -> bool:
        """Whether the database can sort by this: an annotation, or a plain field at the end of a path."""
        if not isinstance(self.all_rows, QuerySet):
            return True
        if path in self.all_rows.query.annotations:
            return True
        model, steps = self.all_rows.model, path.split("__")
        for index, step in enumerate(steps):
            try:
                field = model._meta.get_field(step)
            except FieldDoesNotExist:
                return False
            if field.is_relation:
                if index == len(steps) - 1 or field.related_model is None or field.one_to_many or field.many_to_many:
                    return False
                model = field.related_model
            elif index < len(steps) - 1:
                return False
        return True


def _at(path: str, row: Any) -> Any:
    return follow(row, path)


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _order(field: str, *, missing: bool) -> Any:
    """An order in which what is missing comes last, on either database."""
    if not missing:
        return field
    name = field.removeprefix("-")
    return F(name).desc(nulls_last=True) if field.startswith("-") else F(name).asc(nulls_last=True)
