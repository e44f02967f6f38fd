"""Rows that are computed and stand in memory (states, scoreboards): filtered and sorted as rows of the database are."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

SEVERITY = ("late", "warn", "unknown", "ok", "none", "done")


def follow(row: Any, path: str) -> Any:
    """The value at a `__` path of attributes or items; None where a step is missing."""
    found = row
    for step in path.split("__"):
        if found is None:
            return None
        found = found.get(step) if isinstance(found, dict) else getattr(found, step, None)
    return found() if callable(found) and not isinstance(found, type) else found


def with_word(rows: Iterable[Any], fields: Iterable[str], word: str) -> list[Any]:
    """The rows in one of whose fields the word stands."""
    asked, names = _folded(word), list(fields)
    return [row for row in rows if any(asked in _folded(str(follow(row, name) or "")) for name in names)]


def with_value(rows: Iterable[Any], path: str, value: str) -> list[Any]:
    """The rows that have this value; of a state its code counts."""
    return [row for row in rows if _plain(follow(row, path)) == value]


def between(rows: Iterable[Any], path: str, first: date | None, last: date | None) -> list[Any]:
    """The rows whose day lies between two days, both included."""
    found = []
    for row in rows:
        day = follow(row, path.removesuffix("__date"))
        day = day.date() if isinstance(day, datetime) else day
        if day is not None and (first is None or day >= first) and (last is None or day <= last):
            found.append(row)
    return found


def in_order(rows: Iterable[Any], value_of: Callable[[Any], Any], *, downwards: bool) -> list[Any]:
    """The rows by a value, what is missing last; states by how urgent they are."""
    known: list[tuple[Any, Any]] = []
    missing: list[tuple[Any, Any]] = []
    for row in rows:
        value = value_of(row)
        (missing if value is None or value == "" else known).append((value, row))
    try:
        known.sort(key=lambda pair: _sortable(pair[0]), reverse=downwards)
    except TypeError:
        known.sort(key=lambda pair: str(pair[0]), reverse=downwards)
    return [row for _, row in (*known, *missing)]


def _sortable(value: Any) -> Any:
    code = getattr(value, "code", None)
    if code is not None:
        return SEVERITY.index(code) if code in SEVERITY else len(SEVERITY)
    return value


def _plain(value: Any) -> str:
    return str(getattr(value, "code", value))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
