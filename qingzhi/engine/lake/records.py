"""From a row of the lake back to its record: who sees it, how it is called, where it is read.

A domain registers the tables of which the rows are records of their own beside the tables themselves, so that a figure
that was counted in the lake opens to what it counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from qingzhi.base.permits import Actor

from .tables import UnknownLakeTable, table_of


@dataclass(frozen=True)
class Shown:
    """A record as a list shows it."""

    name: str
    about: str = ""
    region_code: str = ""
    day: date | None = None


@dataclass(frozen=True)
class RecordSource:
    """The records of a table: `noun` with its measure word (「件专利、商标等权利」 is 「权利」, 「件」), which an actor may see, each
    in words, and its address; `outside` is where it is read by those who have no desk (a holder by mandate), if anywhere. The table's
    `id_field` is the records' primary key."""

    table: str
    noun: str
    counted_in: str
    visible: Callable[[Actor], QuerySet[Any]]
    shown: Callable[[Any], Shown]
    url: Callable[[Any], str]
    outside: Callable[[Any], str] | None = None

    def address(self, actor: Actor, record: Any) -> str:
        """Where this reader opens a record; empty where there is no page for the reader."""
        if not actor.is_mandated:
            return self.url(record)
        return self.outside(record) if self.outside is not None else ""


_sources: dict[str, RecordSource] = {}


def record_source(source: RecordSource) -> RecordSource:
    """Register the records of a table at start-up; the same table twice, or one that nobody registered, raises."""
    table_of(source.table)
    if _sources.setdefault(source.table, source) is not source:
        raise ValueError(f"the records of lake table {source.table} are registered twice")
    return source


def source_of(table: str) -> RecordSource:
    """The records of a table; raises `UnknownLakeTable` where its rows are none of their own."""
    try:
        return _sources[table]
    except KeyError:
        raise UnknownLakeTable(f"the rows of lake table {table!r} are no records of their own") from None


def has_records(table: str) -> bool:
    """Whether a table's rows open to records."""
    return table in _sources
