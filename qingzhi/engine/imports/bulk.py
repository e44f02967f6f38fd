"""Raw bulk writing: executemany on SQLite, COPY on PostgreSQL, with values stored exactly as Django stores them.

Callers are actions inside a transaction of their own; rows are tuples in the order of `columns`. Text must hold no null
character (PostgreSQL refuses it). Columns that are not given get the field's default, so that a model may grow.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

_Converter = Callable[[Any], Any]


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Ids that nobody else will get, in ascending order; raises outside of a transaction.

    SQLite: the immediate transaction is the only writer, the table's sequence is moved on. PostgreSQL: `nextval`, so that
    ids need not be consecutive while others write too.
    """
    _require_transaction(model)
    if count <= 0:
        return range(0)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', str(_primary_key(model).column), count],
            )
            return [row[0] for row in cursor.fetchall()]
        last = _last_id(cursor, model)
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last + count, table])
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last + count])
    return range(last + 1, last + count + 1)


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as tuples; `columns` are attribute names (`party_id`), dates may be dates or ISO text."""
    _require_transaction(model)
    names, converters, tail = _plan(model, tuple(columns), connection.vendor)
    ready = _converted(rows, converters, tail)
    table, listed = _quoted(model._meta.db_table), ", ".join(map(_quoted, names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                write = copy.write_row
                for row in ready:
                    write(row)
            return
        holes = ", ".join(["%s"] * len(names))
        cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({holes})", list(ready))


def insert_stored(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values are as the database stores them (days as ISO text, no JSON): nothing is looked at again."""
    _require_transaction(model)
    names, _, tail = _plan(model, tuple(columns), connection.vendor)
    ready = [(*row, *tail) for row in rows] if tail else rows
    table, listed = _quoted(model._meta.db_table), ", ".join(map(_quoted, names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
            return
        holes = ", ".join(["%s"] * len(names))
        cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({holes})", ready)  # type: ignore[arg-type]


def update_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Update records given as tuples whose first value is the primary key and the others follow `columns`."""
    _require_transaction(model)
    key = _primary_key(model)
    fields = [key, *(_field(model, name) for name in columns)]
    vendor = "arrays" if connection.vendor == "postgresql" else connection.vendor
    ready = list(_converted(rows, _converters(fields, vendor), ()))
    if not ready:
        return
    table, key_column = _quoted(model._meta.db_table), _quoted(str(key.column))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            settings = ", ".join(f"{_quoted(f.column)} = v.c{i}" for i, f in enumerate(fields) if i)
            arrays = ", ".join(f"%s::{_array_type(f)}[]" for f in fields)
            named = ", ".join(f"c{i}" for i in range(len(fields)))
            cursor.execute(
                f"UPDATE {table} AS t SET {settings} FROM unnest({arrays}) AS v({named}) WHERE t.{key_column} = v.c0",
                [list(column) for column in zip(*ready, strict=True)],
            )
            return
        settings = ", ".join(f"{_quoted(f.column)} = %s" for f in fields[1:])
        turned = [(*row[1:], row[0]) for row in ready]
        cursor.executemany(f"UPDATE {table} SET {settings} WHERE {key_column} = %s", turned)


def _last_id(cursor: Any, model: type[models.Model]) -> int:
    table, key = model._meta.db_table, str(_primary_key(model).column)
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    found = cursor.fetchone()
    cursor.execute(f"SELECT max({_quoted(key)}) FROM {_quoted(table)}")
    return max(found[0] if found else 0, cursor.fetchone()[0] or 0)


@lru_cache(maxsize=256)
def _plan(
    model: type[models.Model], columns: tuple[str, ...], vendor: str
) -> tuple[list[str], list[tuple[int, _Converter]], tuple[Any, ...]]:
    """The database's column names, what must be converted, and the defaults of the columns that are not given."""
    given = [_field(model, name) for name in columns]
    others = [f for f in model._meta.concrete_fields if f not in given and not isinstance(f, models.AutoField)]
    tail = tuple(_stored(field, field.get_default(), vendor) for field in others)
    names = [str(field.column) for field in (*given, *others)]
    return names, _converters(given, vendor), tail


def _converters(fields: Sequence[Any], vendor: str) -> list[tuple[int, _Converter]]:
    found = [(position, _converter(field, vendor)) for position, field in enumerate(fields)]
    return [(position, convert) for position, convert in found if convert is not None]


def _converter(field: Any, vendor: str) -> _Converter | None:
    """What makes a value what the database stores; None when it is stored as it is."""
    field = getattr(field, "target_field", field)
    if isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection) if vendor == "sqlite" else json.dumps(value)
    if vendor == "postgresql":
        return None
    if vendor == "arrays":  # one type of value within an array, whatever the rows mix
        return str if isinstance(field, models.DateField | models.DecimalField) else None
    if isinstance(field, models.DateTimeField):
        return lambda value: value if isinstance(value, str) else str(connection.ops.adapt_datetimefield_value(value))
    if isinstance(field, models.DateField):
        return lambda value: value if isinstance(value, str) else value.isoformat()
    if isinstance(field, models.DecimalField):
        return lambda value: field.get_db_prep_save(value, connection)
    return None


def _stored(field: Any, value: Any, vendor: str) -> Any:
    convert = _converter(field, vendor)
    return value if value is None or convert is None else convert(value)


def _converted(
    rows: Iterable[Sequence[Any]], converters: list[tuple[int, _Converter]], tail: tuple[Any, ...]
) -> Iterable[Sequence[Any]]:
    if not converters:
        return ((*row, *tail) for row in rows) if tail else rows
    return _each_converted(rows, converters, tail)


def _each_converted(
    rows: Iterable[Sequence[Any]], converters: list[tuple[int, _Converter]], tail: tuple[Any, ...]
) -> Iterable[Sequence[Any]]:
    for row in rows:
        made = [*row, *tail]
        for position, convert in converters:
            value = made[position]
            if value is not None:
                made[position] = convert(value)
        yield made


def _field(model: type[models.Model], name: str) -> Any:
    for field in model._meta.concrete_fields:
        if name in (field.attname, field.name):
            return field
    raise LookupError(f"{model._meta.label} has no column {name}")


def _primary_key(model: type[models.Model]) -> Any:
    found = model._meta.pk
    assert found is not None
    return found


def _array_type(field: Any) -> str:
    """The type of a column in a cast; a key's column is a plain integer there."""
    return str(field.rel_db_type(connection) if field.primary_key else field.db_type(connection))


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _require_transaction(model: type[models.Model]) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError(f"{model._meta.label}: bulk writing happens inside the action's transaction")
