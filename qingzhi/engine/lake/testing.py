"""Factories: a lake table for the length of a test, and its rows as the lake holds them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from . import tables
from .reading import query, table
from .tables import LakeTable


@contextmanager
def only_tables(*wanted: LakeTable) -> Iterator[None]:
    """The lake knows these tables and no others."""
    kept = dict(tables._tables)
    tables._tables.clear()
    tables._tables.update({one.name: one for one in wanted})
    try:
        yield
    finally:
        tables._tables.clear()
        tables._tables.update(kept)


def without_columns(given: LakeTable, *names: str) -> LakeTable:
    """The same table as an older version had it."""
    columns = {name: path for name, path in given.columns.items() if name not in names}
    return replace(given, columns=columns, protected=tuple(one for one in given.protected if one in columns))


def rows_of(name: str, order: str, **where: Any) -> list[dict[str, Any]]:
    """The rows of a lake table in an order."""
    return query(table(name, **where).order_by(order))
