"""Ties are those of whoever is in a register, not of mediators alone."""

from django.db import migrations


def ties_to_subjects(apps, schema_editor):
    """What was noted of mediators is noted of whom they are."""
    old, new = apps.get_model("mediation", "MediatorTie"), apps.get_model("mediation", "Tie")
    for one in old.objects.select_related("mediator"):
        new.objects.create(
            subject_id=one.mediator.subject_id, name=one.name, kind=one.kind, declared_at=one.declared_at
        )


def ties_to_mediators(apps, schema_editor):
    """Back again, for those who are mediators."""
    old, new = apps.get_model("mediation", "MediatorTie"), apps.get_model("mediation", "Tie")
    mediators = dict(apps.get_model("mediation", "Mediator").objects.values_list("subject_id", "pk"))
    for one in new.objects.filter(subject__in=mediators):
        old.objects.create(
            mediator_id=mediators[one.subject_id], name=one.name, kind=one.kind, declared_at=one.declared_at
        )


class Migration(migrations.Migration):
    dependencies = [("mediation", "0002_court_and_appraisal")]

    operations = [
        migrations.RunPython(ties_to_subjects, ties_to_mediators),
        migrations.DeleteModel(name="MediatorTie"),
    ]
