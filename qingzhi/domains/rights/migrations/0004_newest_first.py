"""Indexes that lists of a million read in their own order: by status, newest first; what expires.

PostgreSQL reads «newest first, missing days last» from an index only if the index says so; SQLite does anyway, but does not
take the words. So each database gets its own.
"""

from django.db import migrations

POSTGRESQL = (
    "CREATE INDEX right_newest_first ON rights_right (kind, registered_on DESC NULLS LAST, id DESC)",
    "CREATE INDEX right_status_newest ON rights_right (kind, status, registered_on DESC NULLS LAST, id DESC)"
    " INCLUDE (applied_on, expires_on)",
    "CREATE INDEX right_expiring ON rights_right (kind, status, expires_on)",
)
SQLITE = (
    "CREATE INDEX right_status_newest ON rights_right (kind, status, registered_on, id, applied_on, expires_on)",
    "CREATE INDEX right_expiring ON rights_right (kind, status, expires_on)",
)
NAMES = ("right_newest_first", "right_status_newest", "right_expiring")


def create(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for name in NAMES:
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("rights", "0003_fee_reductions")]

    operations = [migrations.RunPython(create, drop)]
