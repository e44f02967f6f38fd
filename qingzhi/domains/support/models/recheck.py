"""The dossier of a later check: why a payment is looked at again, what is to be paid back, what came back."""

from django.db import models

from ..terms import Ground
from .ledger import PaidClaim


class Recheck(models.Model):
    """A later check 「资助复核与追回」 of one paid act of a right, one-to-one with its case."""

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="recheck")
    paid = models.ForeignKey(PaidClaim, models.PROTECT, related_name="rechecks", verbose_name="已资助权利")
    ground = models.CharField("事由", max_length=12, choices=Ground.choices())
    happened_on = models.DateField("事由日期")
    facts = models.CharField("情况", max_length=500)
    kept_until = models.DateField("应维持至", null=True, blank=True)
    rule = models.CharField("规则", max_length=300, blank=True)
    statement = models.TextField("受资助单位说明", blank=True)
    amount = models.DecimalField("应追回（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    notice = models.TextField("追回通知（拟稿）", blank=True)
    repaid = models.DecimalField("已退回（元）", max_digits=14, decimal_places=2, default=0)
    repaid_on = models.DateField("退回日期", null=True, blank=True)
    voucher = models.CharField("退款凭证", max_length=100, blank=True)

    class Meta:
        verbose_name = "资助复核"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["paid", "ground", "happened_on"], name="rechecked_once_for_a_ground")
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} {self.paid}"
