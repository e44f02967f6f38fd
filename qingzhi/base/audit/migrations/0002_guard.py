"""The database itself refuses to change or delete what was audited: the one use of triggers."""

from django.db import migrations

TABLES = {"audit_auditentry": ["id"], "audit_auditseal": ["position", "entry_id"]}

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
"""

# REPLACE deletes the row in its way without a delete trigger, so an insert may not hit an existing row either.
SQLITE_NO_REPLACE = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
"""

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'audit is append-only'; END;
$$ LANGUAGE plpgsql;
"""

POSTGRES = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
        for table in TABLES:
            schema_editor.execute(POSTGRES.format(table=table))
        return
    for table, unique in TABLES.items():
        for verb in ("update", "delete"):
            schema_editor.execute(SQLITE.format(table=table, verb=verb))
        same = " OR ".join(f"{column} = NEW.{column}" for column in unique)
        schema_editor.execute(SQLITE_NO_REPLACE.format(table=table, same=same))


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
        schema_editor.execute("DROP FUNCTION IF EXISTS audit_append_only()")
        return
    for table in TABLES:
        for verb in ("update", "delete", "replace"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
