"""The instants of limits in hours."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0002_open_by_due")]
    operations = [
        migrations.AddField(
            "caseclock", "started_at", models.DateTimeField(blank=True, null=True, verbose_name="起算时刻")
        ),
        migrations.AddField(
            "caseclock", "due_at", models.DateTimeField(blank=True, null=True, verbose_name="届满时刻")
        ),
        migrations.AddField(
            "caseclock", "ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终止时刻")
        ),
    ]
