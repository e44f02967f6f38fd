"""Reading the lake: Ibis tables over the Parquet blocks of a day, on one DuckDB in memory for the whole process.

Each thread asks it over a connection of its own; memory and threads are the process's (`QINGZHI_LAKE_MEMORY_MIB`,
`QINGZHI_LAKE_THREADS`), however many ask at once. Only Ibis expressions are written on top of these tables, never SQL: the same expressions run on Spark when one machine
is outgrown.
"""

import os
import threading
from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any

import duckdb
import ibis
import ibis.expr.datatypes as dt
import pyarrow as pa
from django.conf import settings

from .keeping import read_kept
from .manifests import Manifest, TableBlocks, block_path, lake_folder, manifest_of
from .tables import table_of

_local = threading.local()


class Snapshot:
    """The lake of one day; its tables can be joined with each other."""

    cuts_ranges = True  # whether large questions are better asked of a range of ids at a time (`ranges`)

    def __init__(self, manifest: Manifest):
        self.manifest = manifest
        self._opened: dict[tuple[str, bool, Any], ibis.Table] = {}

    @property
    def as_of(self) -> date:
        """The day of which the records are."""
        return self.manifest.as_of

    @cached_property
    def names(self) -> list[str]:
        """The tables that this day holds."""
        return list(self.manifest.tables)

    def rows(self, name: str) -> int:
        """How many rows a table has."""
        held = self.manifest.tables.get(name)
        return held.rows if held else 0

    def table(self, name: str, *, public: bool = False) -> ibis.Table:
        """One table; without its protected columns where the answer is `public`."""
        key = name, public, self._backend().con  # views belong to a connection
        if key not in self._opened:
            self._opened[key] = self._open(name, public)
        return self._opened[key]

    def _open(self, name: str, public: bool) -> ibis.Table:
        found = self.manifest.tables.get(name) or TableBlocks({}, 0)
        columns = [column for column in table_of(name).columns if column in found.columns or not found.columns]
        if public:
            columns = [column for column in columns if column not in table_of(name).protected]
        if not found.blocks:
            return empty_table(name)[columns]
        return self._backend().read_parquet([str(block_path(name, block.file)) for block in found.blocks])[columns]

    def _backend(self) -> Any:
        return backend()

    @property
    def at_once(self) -> int:
        """How many questions it is worth asking at the same time."""
        return max(1, settings.QINGZHI_LAKE_THREADS)

    def read(self, expression: ibis.Table) -> pa.Table:
        """What an expression over these tables says."""
        found: pa.Table = self._backend().to_pyarrow(expression)
        return found

    def gathered(self, expression: ibis.Table) -> ibis.Table:
        """The expression, to be asked further; already read where it is read in ranges."""
        return expression

    def query(self, expression: ibis.Table) -> list[dict[str, Any]]:
        """The same as rows of plain Python values."""
        found: list[dict[str, Any]] = self.read(expression).to_pylist()
        return found


def snapshot(as_of: date | None = None) -> Snapshot:
    """The lake as it was on a day (the last one kept before it), or as it is; raises `NoSnapshot`."""
    return Snapshot(manifest_of(as_of))


def kept_snapshot(mark: str) -> Snapshot:
    """A snapshot that was kept for good (`keeping`); raises `NoSnapshot`."""
    return Snapshot(read_kept(mark))


def table(name: str, as_of: date | None = None, *, public: bool = False) -> ibis.Table:
    """One table of a day as an Ibis expression."""
    return snapshot(as_of).table(name, public=public)


def public_columns(name: str) -> tuple[str, ...]:
    """The columns of a table that may leave the house."""
    return table_of(name).public_columns


def query(expression: ibis.Table) -> list[dict[str, Any]]:
    """The rows of an expression as plain Python values."""
    found: pa.Table = backend().to_pyarrow(expression)
    return found.to_pylist()


def count_by(source: ibis.Table, keys: Sequence[Any], name: str = "count") -> ibis.Table:
    """How many rows there are of each combination of keys (columns or expressions), in the order of the keys."""
    grouped = source.group_by(list(keys)).aggregate(**{name: source.count()})
    return grouped.order_by([column for column in grouped.columns if column != name])


@ibis.udf.scalar.builtin
def unix_seconds(moment: dt.Timestamp("UTC")) -> int:  # type: ignore[empty-body, valid-type]
    """A moment as seconds since 1970 in UTC. Spark has it by this name, DuckDB learns it at its start: what Ibis writes of its own
    goes through a calendar, at ten times the cost."""


def backend(*, as_written: bool = False) -> Any:
    """This thread's connection to the DuckDB of this process; to one that joins `as_written`, the table on the right kept in memory:
    for questions that know better than estimates which that should be."""
    key = os.getpid(), as_written
    held: dict[tuple[int, bool], Any] = _local.__dict__.setdefault("backends", {})
    if key not in held:
        held[key] = ibis.duckdb.from_connection(_engine(*key).cursor())
    return held[key]


@cache
def _engine(process: int, as_written: bool) -> duckdb.DuckDBPyConnection:
    """In memory, never reaching for extensions; what does not fit lies beside the lake for as long as it is asked. A forked process
    has its own."""
    engine = duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": f"{settings.QINGZHI_LAKE_MEMORY_MIB}MiB",
            "temp_directory": str(lake_folder() / "spilled"),
            "threads": 1 if as_written else settings.QINGZHI_LAKE_THREADS,
        }
    )
    engine.execute("SET enable_progress_bar = false")
    engine.execute("CREATE MACRO unix_seconds(moment) AS epoch_us(moment) // 1000000")
    if as_written:
        engine.execute("SET disabled_optimizers = 'build_side_probe_side'")
    return engine


def empty_table(name: str) -> ibis.Table:
    """A table that the lake does not hold yet, with its columns."""
    from .columns import schema_of

    return ibis.memtable(schema_of(table_of(name)).empty_table())
