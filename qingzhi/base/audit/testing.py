"""For tests alone: lifting the guard, as flushing a test database and playing the attacker need."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_guard = importlib.import_module("qingzhi.base.audit.migrations.0002_guard")


@contextmanager
def unguarded() -> Iterator[None]:
    """Within the block the database lets audit rows be changed, as somebody with the database's own password could."""
    with connection.schema_editor() as editor:
        _guard.unguard(None, editor)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            _guard.guard(None, editor)
