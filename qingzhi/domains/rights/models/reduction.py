"""Reductions of fees 「费减」, as dated rows."""

from django.db import models


class FeeReduction(models.Model):
    """By how much a fee is reduced for those who were granted it, for how many years from the grant's own year on."""

    fee = models.CharField("费种", max_length=20)
    percent = models.PositiveSmallIntegerField("减缴比例（%）")
    holders = models.CharField("权利人", max_length=8, choices=[("one", "单个"), ("several", "两个以上")])
    years = models.PositiveSmallIntegerField("自授权当年起（年）")
    valid_from = models.DateField("施行")
    valid_to = models.DateField("废止", null=True, blank=True)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "费用减缴规则"
        ordering = ["fee", "valid_from", "holders"]
        constraints = [
            models.UniqueConstraint(fields=["fee", "holders", "valid_from"], name="one_fee_reduction_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.fee} {self.percent}% {self.valid_from}"
