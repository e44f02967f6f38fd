"""Typed columns: the Arrow type of each field that a lake table names, and columns made of what a database hands over."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
from django.apps import apps
from django.db import models

from .tables import LakeTable

MOMENT = pa.timestamp("us", tz="UTC")
TYPES: "tuple[tuple[type[models.Field[Any, Any]], pa.DataType], ...]" = (
    (models.DateTimeField, MOMENT),
    (models.DateField, pa.date32()),
    (models.BooleanField, pa.bool_()),
    (models.SmallIntegerField, pa.int16()),
    (models.PositiveSmallIntegerField, pa.int32()),
    (models.PositiveIntegerField, pa.int64()),
    (models.IntegerField, pa.int64()),
    (models.FloatField, pa.float64()),
    (models.CharField, pa.string()),
    (models.TextField, pa.string()),
    (models.JSONField, pa.string()),
    (models.UUIDField, pa.string()),
)


class NoLakeType(TypeError):
    """A column whose field has no place in the lake (bytes, files, relations to many)."""


def model_of(table: LakeTable) -> type[models.Model]:
    """The model that fills a table."""
    return apps.get_model(table.model)


def schema_of(table: LakeTable) -> pa.Schema:
    """The columns of a table with their types, in the order in which they are declared."""
    model = model_of(table)
    return pa.schema([(name, _type(_field(model, path), table, name)) for name, path in table.columns.items()])


def table_from(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    """Rows as a database hands them over, as one Arrow table."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    return pa.table([_array(values, field.type) for values, field in zip(columns, schema, strict=True)], schema=schema)


def _field(model: type[models.Model], path: str) -> "models.Field[Any, Any]":
    """The field at the end of a `__` path; a foreign key stands for the key that it holds."""
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    field = model._meta.pk if last == "pk" else model._meta.get_field(last)
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field  # type: ignore[return-value]


def _type(field: "models.Field[Any, Any]", table: LakeTable, name: str) -> pa.DataType:
    if isinstance(field, models.DecimalField):
        return pa.decimal128(field.max_digits or 38, field.decimal_places or 0)
    for kind, arrow in TYPES:
        if isinstance(field, kind):
            return arrow
    raise NoLakeType(f"{table.name}.{name}: {type(field).__name__} has no place in the lake")


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """One column. SQLite hands dates over as text and truth as numbers; Arrow reads these itself, all at once."""
    sample = next((value for value in values if value is not None), None)
    if sample is None:
        return pa.nulls(len(values), kind)
    special = CASTS.get(type(sample)) if not pa.types.is_decimal(kind) else _decimals
    return special(values, kind) if special else pa.array(values, kind)


def _from_text(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if kind == MOMENT:
        return pa.array([None if one is None else datetime.fromisoformat(one).replace(tzinfo=UTC) for one in values])
    return pa.array(values, pa.string()).cast(kind)


def _from_number(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    return pa.array(values).cast(kind)


def _decimals(values: Sequence[Any], kind: pa.Decimal128Type) -> pa.Array:
    unit = Decimal(1).scaleb(-kind.scale)
    return pa.array([None if one is None else Decimal(str(one)).quantize(unit) for one in values], kind)


def _as_text(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    return pa.array([None if one is None else str(one) for one in values], kind)


CASTS: dict[type, Callable[[Sequence[Any], Any], pa.Array]] = {str: _from_text, int: _from_number}
