"""Emptying the database after a test with real transactions."""

from typing import Any

from django.db import connection

from qingzhi.base.audit.testing import unguarded

KEPT = {"django_migrations", "django_content_type", "auth_permission"}  # what migrations made, the same for every test


def empty_tables() -> None:
    """Delete the rows of every table that has any: two hundred and eighty tables are there, a test fills a few of them.

    Django's own flush empties all and makes the content types anew, which takes seconds on PostgreSQL.
    """
    with connection.cursor() as cursor:
        quote = connection.ops.quote_name
        tables = [name for name in connection.introspection.table_names(cursor) if name not in KEPT]
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {quote(name)})" for name in tables))
        filled = [name for name, has_rows in zip(tables, cursor.fetchone(), strict=True) if has_rows]
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")  # neither foreign keys nor guards
            _delete(cursor, filled)
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        with unguarded(), connection.constraint_checks_disabled():
            _delete(cursor, filled)


def _delete(cursor: Any, tables: list[str]) -> None:
    for name in tables:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")
