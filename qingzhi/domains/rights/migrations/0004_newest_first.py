"""PostgreSQL reads «newest first, missing days last» from an index only if the index says so; SQLite does anyway."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX right_newest_first ON rights_right (kind, registered_on DESC NULLS LAST, id DESC)"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS right_newest_first")


class Migration(migrations.Migration):
    dependencies = [("rights", "0003_fee_reductions")]

    operations = [migrations.RunPython(create, drop)]
