"""Filters of a listing: each reads its own part of the query string and narrows the rows; what makes no sense is ignored."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from . import computed

if TYPE_CHECKING:
    from .listing import Listing

Rows = QuerySet[Any] | list[Any]
LONGEST = 100  # characters of a search that are looked at


def plain_text(value: str) -> str:
    """One line without control characters, not longer than anybody searches for."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in value[: LONGEST * 4]).split())[
        :LONGEST
    ]


@dataclass
class Filter:
    """What all filters share: a name in the query string and a label."""

    name: str
    label: str
    kind = ""

    def names(self) -> list[str]:
        """The names that it takes in the query string."""
        return [self.name]

    def value(self, listing: "Listing") -> Any:
        """What is asked for, cleaned; empty when nothing (sensible) is."""
        return plain_text(listing.given(self.name))

    def narrow(self, rows: Rows, listing: "Listing") -> Rows:
        raise NotImplementedError

    def chips(self, listing: "Listing") -> list[tuple[str, list[str]]]:
        """What is asked for in words, each with the names to take out of the query string to drop it."""
        value = self.value(listing)
        return [(f"{self.label}：{value}", self.names())] if value else []


@dataclass
class Search(Filter):
    """Free text: every word must stand in one of the fields. Full-width letters and digits find half-width ones.

    `only` bounds a field to rows of a condition: what a row does not show may not be guessed by searching for it.
    """

    fields: Sequence[str] = ()
    only: Mapping[str, Q] = field(default_factory=dict)
    placeholder: str = ""
    kind = "search"

    def narrow(self, rows: Rows, listing: "Listing") -> Rows:
        for word in self.value(listing).split():
            if not isinstance(rows, QuerySet):
                rows = computed.with_word(rows, self.fields, word)
                continue
            found = Q()
            for spelling in {word, unicodedata.normalize("NFKC", word)}:
                for name in self.fields:
                    found |= Q(**{f"{name}__icontains": spelling}) & self.only.get(name, Q())
            rows = rows.filter(found)
        return rows

    def chips(self, listing: "Listing") -> list[tuple[str, list[str]]]:
        value = self.value(listing)
        return [(f"“{value}”", self.names())] if value else []


@dataclass
class Choice(Filter):
    """One of several: `options` are (value, label) pairs, plain values, or a callable of the listing that gives them.

    `lookup` is a field path; `narrowing` is for what no field holds: a callable of the rows and the value.
    """

    options: Iterable[Any] | Callable[["Listing"], Iterable[Any]] = ()
    lookup: str = ""
    narrowing: Callable[[Any, str], Rows] | None = None
    every: str = "全部"
    kind = "choice"

    def pairs(self, listing: "Listing") -> list[tuple[str, str]]:
        """The options as (value, label), asked for once a request."""
        if self.name not in listing.kept:
            given = self.options(listing) if callable(self.options) else self.options
            listing.kept[self.name] = [_pair(one) for one in given]
        return listing.kept[self.name]

    def value(self, listing: "Listing") -> str:
        asked = plain_text(listing.given(self.name))
        return asked if asked and any(asked == value for value, _ in self.pairs(listing)) else ""

    def narrow(self, rows: Rows, listing: "Listing") -> Rows:
        value = self.value(listing)
        if not value:
            return rows
        if self.narrowing is not None:
            return self.narrowing(rows, value)
        if not isinstance(rows, QuerySet):
            return computed.with_value(rows, self.lookup or self.name, value)
        return rows.filter(**{self.lookup or self.name: value})

    def chips(self, listing: "Listing") -> list[tuple[str, list[str]]]:
        value = self.value(listing)
        return [(f"{self.label}：{dict(self.pairs(listing))[value]}", self.names())] if value else []


@dataclass
class DateRange(Filter):
    """From one day to another, both included: `<name>_from` and `<name>_to`. `lookup` ends in `__date` for instants."""

    lookup: str = ""
    kind = "dates"

    def names(self) -> list[str]:
        return [f"{self.name}_from", f"{self.name}_to"]

    def value(self, listing: "Listing") -> tuple[date | None, date | None]:
        first, last = (_day(listing.given(name)) for name in self.names())
        return (last, first) if first and last and last < first else (first, last)

    def narrow(self, rows: Rows, listing: "Listing") -> Rows:
        first, last = self.value(listing)
        name = self.lookup or self.name
        if not isinstance(rows, QuerySet):
            return computed.between(rows, name, first, last) if first or last else rows
        if first:
            rows = rows.filter(**{f"{name}__gte": first})
        if last:
            rows = rows.filter(**{f"{name}__lte": last})
        return rows

    def chips(self, listing: "Listing") -> list[tuple[str, list[str]]]:
        first, last = self.value(listing)
        if not first and not last:
            return []
        return [(f"{self.label}：{first or '…'} 至 {last or '…'}", self.names())]


@dataclass
class Day(Filter):
    """One day; `narrowing` is a callable of the rows and the day. Nothing sensible asked for leaves the rows alone."""

    narrowing: Callable[[Any, date], Rows] | None = None
    kind = "day"

    def value(self, listing: "Listing") -> date | None:
        return _day(listing.given(self.name))

    def narrow(self, rows: Rows, listing: "Listing") -> Rows:
        day = self.value(listing)
        return self.narrowing(rows, day) if day is not None and self.narrowing is not None else rows


@dataclass
class Flag(Filter):
    """A box to tick: keeps the rows of `condition` (a Q, a callable that gives one, or the name of a yes-or-no field).

    `narrowing` is for what these cannot say: a callable of the rows.
    """

    condition: Q | str | Callable[[], Q] = field(default_factory=Q)
    narrowing: Callable[[Rows], Rows] | None = None
    kind = "flag"

    def value(self, listing: "Listing") -> str:
        return "1" if listing.given(self.name) == "1" else ""

    def narrow(self, rows: Rows, listing: "Listing") -> Rows:
        if not self.value(listing):
            return rows
        if self.narrowing is not None:
            return self.narrowing(rows)
        if not isinstance(rows, QuerySet):
            return [row for row in rows if computed.follow(row, str(self.condition))]
        if isinstance(self.condition, str):
            return rows.filter(**{self.condition: True})
        return rows.filter(self.condition() if callable(self.condition) else self.condition)

    def chips(self, listing: "Listing") -> list[tuple[str, list[str]]]:
        return [(self.label, self.names())] if self.value(listing) else []


def _pair(one: Any) -> tuple[str, str]:
    if isinstance(one, tuple | list):
        return str(one[0]), str(one[1])
    return str(one), str(getattr(one, "label", one))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(unicodedata.normalize("NFKC", text[:20]).strip())
    except ValueError:
        return None
