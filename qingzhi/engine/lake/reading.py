"""Reading the lake: Ibis tables over the Parquet blocks of a day, on DuckDB in memory.

Only Ibis expressions are written on top of these tables, never SQL: the same expressions run on Spark when one machine
is outgrown.
"""

import threading
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

import ibis
import pyarrow as pa

from .keeping import read_kept
from .manifests import Manifest, TableBlocks, block_path, manifest_of
from .tables import table_of

_local = threading.local()


class Snapshot:
    """The lake of one day; its tables can be joined with each other."""

    def __init__(self, manifest: Manifest):
        self.manifest = manifest
        self._opened: dict[tuple[str, bool, int], ibis.Table] = {}

    @property
    def as_of(self) -> date:
        """The day of which the records are."""
        return self.manifest.as_of

    @cached_property
    def names(self) -> list[str]:
        """The tables that this day holds."""
        return list(self.manifest.tables)

    def table(self, name: str, *, public: bool = False) -> ibis.Table:
        """One table; without its protected columns where the answer is `public`."""
        key = name, public, threading.get_ident()
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
        return _backend().read_parquet([str(block_path(name, block.file)) for block in found.blocks])[columns]

    def read(self, expression: ibis.Table) -> pa.Table:
        """What an expression over these tables says."""
        found: pa.Table = _backend().to_pyarrow(expression)
        return found

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
    found: pa.Table = _backend().to_pyarrow(expression)
    return found.to_pylist()


def count_by(source: ibis.Table, keys: Sequence[Any], name: str = "count") -> ibis.Table:
    """How many rows there are of each combination of keys (columns or expressions), in the order of the keys."""
    grouped = source.group_by(list(keys)).aggregate(**{name: source.count()})
    return grouped.order_by([column for column in grouped.columns if column != name])


def _backend() -> Any:
    """The DuckDB of this thread: in memory, nothing of its own on disk, never reaching for extensions."""
    if not hasattr(_local, "backend"):
        _local.backend = ibis.duckdb.connect(
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
            memory_limit="2GB",
            threads=2,
        )
        _local.backend.con.execute("SET enable_progress_bar = false")
    return _local.backend


def empty_table(name: str) -> ibis.Table:
    """A table that the lake does not hold yet, with its columns."""
    from .columns import schema_of

    return ibis.memtable(schema_of(table_of(name)).empty_table())
