"""For tests alone: lifting the guards, as flushing a test database and playing the attacker need.

A guard is a migration whose name ends with `_guard`, with the functions `guard` and `unguard`, in whichever app.
"""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db import connection


@cache
def _guards() -> list[ModuleType]:
    """The guard migrations of all installed apps."""
    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("qingzhi."):
            names = sorted(path.stem for path in (Path(config.path) / "migrations").glob("*_guard.py"))
            found += [importlib.import_module(f"{config.name}.migrations.{name}") for name in names]
    return found


@dataclass
class _Editor:
    """As much of a schema editor as the guard needs; the real one cannot work inside a test's transaction on SQLite."""

    connection: Any

    def execute(self, statement: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def unguarded() -> Iterator[None]:
    """Within the block the database lets guarded rows be changed, as somebody with the database's own password could."""
    editor = _Editor(connection)
    settle()
    for one in _guards():
        one.unguard(None, editor)
    try:
        yield
    finally:
        settle()
        for one in _guards():
            one.guard(None, editor)


def settle() -> None:
    """Run deferred checks now: PostgreSQL drops no trigger and truncates no table while any are pending."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
