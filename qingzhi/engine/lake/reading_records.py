"""Reading records for the lake: one snapshot of the database, block by block, straight from the cursor, no objects."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from django.db import connection
from django.db.models import Max, Min

from .columns import model_of, schema_of, table_from
from .tables import LakeTable


@contextmanager
def database_snapshot() -> Iterator[None]:
    """See one state of the database throughout, without a lock that writers would wait for.

    Django's own transactions take SQLite's write lock at once, so this one is begun by hand: deferred there, repeatable
    and read-only on PostgreSQL. Inside somebody's transaction it is that one.
    """
    if connection.in_atomic_block:
        yield
        return
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN" if sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def id_bounds(table: LakeTable) -> tuple[int, int] | None:
    """The lowest and the highest id; None when there is no record."""
    found = model_of(table)._base_manager.aggregate(low=Min(table.id_field), high=Max(table.id_field))
    return None if found["low"] is None else (found["low"], found["high"])


def next_id(table: LakeTable, start: int) -> int | None:
    """The lowest id from `start` on."""
    rows = model_of(table)._base_manager.filter(**{f"{table.id_field}__gte": start})
    found: int | None = rows.aggregate(low=Min(table.id_field))["low"]
    return found


def read_block(table: LakeTable, number: int, size: int) -> pa.Table:
    """The records of a block in the order of ids; the database hands over at most one block at a time."""
    bounds = {f"{table.id_field}__gte": number * size, f"{table.id_field}__lt": (number + 1) * size}
    rows = model_of(table)._base_manager.filter(**bounds).order_by(table.id_field, "pk")
    sql, params = rows.values_list(*table.columns.values()).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return table_from(found, schema_of(table))
