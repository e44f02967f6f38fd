"""Until when a decision can be contested; fines paid later or in parts; penalties on the spot."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("enforcement", "0007_public_drafts"),
        ("procedures", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="contest_until",
            field=models.DateField(blank=True, null=True, verbose_name="复议、起诉期限"),
        ),
        migrations.AddField(
            model_name="decision",
            name="final_on",
            field=models.DateField(blank=True, null=True, verbose_name="期满未复议、起诉"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("final_on", None), ("revoked_on", None)),
                fields=["contest_until"],
                name="decision_contestable",
            ),
        ),
        migrations.AddField(
            model_name="penaltycase",
            name="collected",
            field=models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="当场收缴（元）"),
        ),
        migrations.AddField(
            model_name="penaltycase",
            name="handed_in_on",
            field=models.DateField(blank=True, null=True, verbose_name="交存备案日期"),
        ),
        migrations.CreateModel(
            name="PaymentRelief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_on", models.DateField(verbose_name="申请日期")),
                ("ground", models.CharField(max_length=500, verbose_name="经济困难情况")),
                ("granted", models.BooleanField(blank=True, null=True, verbose_name="批准")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="决定日期")),
                ("decided_by", models.CharField(blank=True, max_length=100, verbose_name="决定人")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="意见")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reliefs", to="procedures.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reliefs", to="enforcement.decision"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.issueddocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "延期、分期缴纳罚款",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("granted", None)), fields=("decision",), name="one_open_relief"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on", None), ("granted", None)),
                            models.Q(("decided_on__isnull", False), ("granted__isnull", False)),
                            _connector="OR",
                        ),
                        name="relief_decided_with_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(verbose_name="最后一日")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额（元）")),
                (
                    "relief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="enforcement.paymentrelief",
                    ),
                ),
            ],
            options={
                "verbose_name": "分期缴纳",
                "ordering": ["due_on", "id"],
                "constraints": [models.UniqueConstraint(fields=("relief", "due_on"), name="one_part_a_day")],
            },
        ),
    ]
