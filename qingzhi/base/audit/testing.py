"""For tests alone: lifting the guard, as flushing a test database and playing the attacker need."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

_guard = importlib.import_module("qingzhi.base.audit.migrations.0002_guard")


@dataclass
class _Editor:
    """As much of a schema editor as the guard needs; the real one cannot work inside a test's transaction on SQLite."""

    connection: Any

    def execute(self, statement: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def unguarded() -> Iterator[None]:
    """Within the block the database lets audit rows be changed, as somebody with the database's own password could."""
    editor = _Editor(connection)
    settle()
    _guard.unguard(None, editor)
    try:
        yield
    finally:
        settle()
        _guard.guard(None, editor)


def settle() -> None:
    """Run deferred checks now: PostgreSQL drops no trigger and truncates no table while any are pending."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
