"""Locked answers of surveys as the lake reads them; rounds know the last day of what they ask about."""

import re
from calendar import monthrange
from datetime import date

import django.db.models.manager
from django.db import migrations, models

PERIOD = re.compile(r"(\d{4})(?:H([12])|Q([1-4])|-(\d\d))?")


def last_day(code):
    """Of a year, a half, a quarter or a month; None for anything else."""
    found = PERIOD.fullmatch(code)
    if found is None:
        return None
    year, half, quarter, month = found.groups()
    last = int(half) * 6 if half else int(quarter) * 3 if quarter else int(month) if month else 12
    return date(int(year), last, monthrange(int(year), last)[1])


def fill(apps, schema_editor):
    rounds = apps.get_model("metrics.SurveyRound").objects
    for one in rounds.filter(last_day=None):
        rounds.filter(pk=one.pk).update(last_day=last_day(one.period))


class Migration(migrations.Migration):
    dependencies = [
        ("metrics", "0014_freezers"),
    ]

    operations = [
        migrations.CreateModel(
            name="LockedCell",
            fields=[],
            options={
                "verbose_name": "已锁定的调查答复",
                "proxy": True,
                "base_manager_name": "locked",
                "indexes": [],
                "constraints": [],
            },
            bases=("metrics.surveycell",),
            managers=[
                ("locked", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name="surveyround",
            name="last_day",
            field=models.DateField(blank=True, null=True, verbose_name="报告期末日"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
