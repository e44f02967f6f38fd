"""Answers are kept by the credential that asked, a token or another kind."""

from django.db import migrations, models


def name_holders(apps, schema_editor):
    answers = apps.get_model("api", "GivenAnswer")
    for one in answers.objects.all():
        one.holder = f"token:{one.token_id}"
        one.save(update_fields=["holder"])


def forget(apps, schema_editor):
    """Back: answers are kept for a day only, and those to other credentials have no place there."""
    apps.get_model("api", "GivenAnswer").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial")]
    operations = [
        migrations.AddField(
            "givenanswer",
            "holder",
            models.CharField(default="", max_length=40, verbose_name="凭证"),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("givenanswer", "api_answer_once"),
        migrations.AlterField(
            "givenanswer",
            "token",
            models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="answers", to="api.apitoken"),
        ),
        migrations.RunPython(name_holders, forget),
        migrations.RemoveField("givenanswer", "token"),
        migrations.AddConstraint(
            "givenanswer", models.UniqueConstraint(fields=("holder", "key"), name="api_answer_once")
        ),
    ]
