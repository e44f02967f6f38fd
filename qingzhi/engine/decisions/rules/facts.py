"""The facts that are asked: as a caller gives them, as tests read them, as they are kept with a decided case."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from .spec import Condition, TableSpec


class FactWrong(ValueError):
    """A fact is missing or of the wrong kind; the text says which."""


def read_facts(spec: TableSpec, facts: Mapping[str, Any], *, complete: bool = True) -> dict[str, Any]:
    """The facts of the table's conditions as its tests read them; others are passed over. None is an empty fact.

    Raises `FactWrong` for one that is missing (unless not `complete`: then it is empty) or of the wrong kind.
    """
    found = {}
    for column in spec.conditions:
        if complete and column.name not in facts:
            raise FactWrong(f"缺少“{column.label}”")
        found[column.name] = _read(column, facts.get(column.name))
    return found


def keep_facts(spec: TableSpec, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as plain JSON."""
    read = read_facts(spec, facts, complete=False)
    return {name: _plain(value) for name, value in read.items()}


def kept_facts(spec: TableSpec, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Facts that were kept, as tests read them; what an older shape of the table did not ask is empty."""
    return {column.name: _read(column, _restored(column, kept.get(column.name))) for column in spec.conditions}


def _read(column: Condition, value: Any) -> Any:
    if isinstance(value, list | tuple | set | frozenset):
        if not column.many:
            raise FactWrong(f"“{column.label}”只能有一个值")
        several = tuple(one for one in (_single(column, one) for one in value) if one is not None)
        return tuple(sorted(set(several))) or None
    return _single(column, value)


def _single(column: Condition, value: Any) -> Any:
    if value is None or value == "":
        return None
    if column.type == "number":
        return _number(column, value)
    if column.type == "date":
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        raise FactWrong(f"“{column.label}”应为日期，收到的是“{value}”")
    if column.type == "yes_no":
        if isinstance(value, bool):
            return value
        raise FactWrong(f"“{column.label}”应为是或否，收到的是“{value}”")
    if not isinstance(value, str):
        raise FactWrong(f"“{column.label}”应为文字，收到的是“{value}”")
    return str(value)


def _number(column: Condition, value: Any) -> Decimal:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        found = value if isinstance(value, Decimal) else Decimal(str(value))
        if found.is_finite():
            return found
    raise FactWrong(f"“{column.label}”应为数字，收到的是“{value}”")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _restored(column: Condition, value: Any) -> Any:
    if isinstance(value, list):
        return [_restored(column, one) for one in value] if column.many else _restored(column, next(iter(value), None))
    try:
        if isinstance(value, str) and column.type == "number":
            return Decimal(value)
        if isinstance(value, str) and column.type == "date":
            return date.fromisoformat(value)
    except (InvalidOperation, ValueError):
        return None
    if column.type == "yes_no":
        return value if isinstance(value, bool) else None
    return value if isinstance(value, str) or value is None else str(value)


def plain_outcome(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """An outcome as plain JSON."""
    return {name: _plain_value(value) for name, value in outcome.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain_value(one) for one in value]
    return str(value) if isinstance(value, Decimal) else value
