"""The registers in numbers on a day: by kind and type, counted from the histories, kept for some minutes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, QuerySet

from qingzhi.base import clock

from ..models import Right
from ..terms import HonourKind, RightKind
from .counting import TYPE_PATHS, granted_between, honoured, honoured_since, rights_in_force
from .facets import TYPES

KEPT_SECONDS = 600


@dataclass(frozen=True)
class Row:
    """One kind (or a type of it): in force on the day, granted in the day's year until then, granted ever until then."""

    kind: str
    type: str
    label: str
    in_force: int
    this_year: int
    ever: int
    query: str = ""  # what the list is asked beside the kind and the day

    @property
    def numbers(self) -> list[str]:
        """The three numbers with their thousands apart."""
        return [f"{one:,}" for one in (self.in_force, self.this_year, self.ever)]


def overview_on(rows: QuerySet[Right], on: date, region: str = "", *, whole: bool) -> tuple[list[Row], datetime]:
    """A row for each kind and below it for each of its types; and when it was counted."""
    key = f"rights.overview.{on}.{region}"
    kept = cache.get(key) if whole else None
    if kept is None:
        kept = (_rows(rows, on, region), clock.now())
        if whole:
            cache.set(key, kept, KEPT_SECONDS)
    return kept


def _rows(rows: QuerySet[Right], on: date, region: str) -> list[Row]:
    found = []
    first = date(on.year, 1, 1)
    for kind in RightKind:
        counts = [
            _by_type(kind, rights_in_force(on, kind, region=region, rows=rows)),
            _by_type(kind, granted_between(first, on, kind, region=region, rows=rows)),
            _by_type(kind, granted_between(date.min, on, kind, region=region, rows=rows)),
        ]
        found.append(_row(kind, "", kind.label, [sum(one.values()) for one in counts]))
        types = sorted({type_ for one in counts for type_ in one}) if kind in TYPE_PATHS else []
        order = list(TYPES)
        for type_ in sorted(types, key=lambda one: order.index(one) if one in order else len(order)):
            label = TYPES.get(type_, type_)
            found.append(_row(kind, type_, label, [one.get(type_, 0) for one in counts], f"type={type_}"))
        if kind is RightKind.TRADEMARK:
            found += _marks(rows, on, region)
    return found


def _row(kind: RightKind, type_: str, label: str, numbers: list[int], query: str = "") -> Row:
    in_force, this_year, ever = numbers
    return Row(kind.value, type_, label, in_force, this_year, ever, query)


def _marks(rows: QuerySet[Right], on: date, region: str) -> list[Row]:
    """What the plan counts of marks besides: geographical indications, and recognitions that held on the day."""
    first, kind = date(on.year, 1, 1), RightKind.TRADEMARK
    numbers = (
        rights_in_force(on, kind, region=region, gi=True, rows=rows),
        granted_between(first, on, kind, region=region, gi=True, rows=rows),
        granted_between(date.min, on, kind, region=region, gi=True, rows=rows),
    )
    found = [_row(kind, "gi", "地理标志商标", [one.count() for one in numbers], "gi=1")]
    for one in HonourKind:
        spans = [
            honoured(one, on, region),
            honoured_since(one, first, on, region),
            honoured_since(one, date.min, on, region),
        ]
        counts = [span.filter(pk__in=rows.values("pk")).count() for span in spans]
        found.append(_row(kind, one.value, one.label, counts, f"honour={one.value}"))
    return found


def _by_type(kind: RightKind, rows: QuerySet[Right]) -> dict[str, int]:
    path = TYPE_PATHS.get(kind, "kind")
    counted: Any = rows.order_by().values_list(path).annotate(n=Count("pk"))
    return {type_ or "": n for type_, n in counted}
