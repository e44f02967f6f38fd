from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rights", "0002_deposits_brands_folk_industries")]

    operations = [
        migrations.CreateModel(
            name="FeeReduction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fee", models.CharField(max_length=20, verbose_name="费种")),
                ("percent", models.PositiveSmallIntegerField(verbose_name="减缴比例（%）")),
                (
                    "holders",
                    models.CharField(
                        choices=[("one", "单个"), ("several", "两个以上")], max_length=8, verbose_name="权利人"
                    ),
                ),
                ("years", models.PositiveSmallIntegerField(verbose_name="自授权当年起（年）")),
                ("valid_from", models.DateField(verbose_name="施行")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="废止")),
                ("source", models.CharField(max_length=300, verbose_name="来源")),
            ],
            options={
                "verbose_name": "费用减缴规则",
                "ordering": ["fee", "valid_from", "holders"],
                "constraints": [
                    models.UniqueConstraint(fields=["fee", "holders", "valid_from"], name="one_fee_reduction_per_start")
                ],
            },
        ),
    ]
