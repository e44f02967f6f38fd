"""The database itself refuses to change or delete what was posted; PostgreSQL also refuses a journal that does not sum to zero."""

from django.db import migrations

TABLES = ("funds_journal", "funds_entry")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""

# REPLACE deletes the row in its way without a delete trigger, so an insert may not hit an existing row either.
SQLITE_NO_REPLACE = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""

# SQLite has no deferred triggers: the second entry of a journal must be the opposite of the first, and there is no third.
SQLITE_BALANCED = """
CREATE TRIGGER funds_entry_balanced BEFORE INSERT ON funds_entry
WHEN EXISTS (SELECT 1 FROM funds_entry WHERE journal_id = NEW.journal_id)
 AND (SELECT SUM(amount) FROM funds_entry WHERE journal_id = NEW.journal_id) + NEW.amount <> 0
BEGIN SELECT RAISE(ABORT, 'a journal sums to zero'); END;
"""

POSTGRES_FUNCTIONS = """
CREATE OR REPLACE FUNCTION funds_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the ledger is append-only'; END;
$$ LANGUAGE plpgsql;
CREATE OR REPLACE FUNCTION funds_balanced() RETURNS trigger AS $$
BEGIN
  IF (SELECT SUM(amount) FROM funds_entry WHERE journal_id = NEW.journal_id) <> 0 THEN
    RAISE EXCEPTION 'a journal sums to zero';
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;
"""

POSTGRES = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION funds_append_only();
"""

POSTGRES_BALANCED = """
CREATE CONSTRAINT TRIGGER funds_entry_balanced AFTER INSERT ON funds_entry
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funds_balanced();
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTIONS)
        for table in TABLES:
            schema_editor.execute(POSTGRES.format(table=table))
        schema_editor.execute(POSTGRES_BALANCED)
        return
    for table in TABLES:
        for verb in ("update", "delete"):
            schema_editor.execute(SQLITE.format(table=table, verb=verb))
        schema_editor.execute(SQLITE_NO_REPLACE.format(table=table))
    schema_editor.execute(SQLITE_BALANCED)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS funds_entry_balanced ON funds_entry")
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
        schema_editor.execute("DROP FUNCTION IF EXISTS funds_append_only()")
        schema_editor.execute("DROP FUNCTION IF EXISTS funds_balanced()")
        return
    schema_editor.execute("DROP TRIGGER IF EXISTS funds_entry_balanced")
    for table in TABLES:
        for verb in ("update", "delete", "replace"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
