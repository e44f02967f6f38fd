"""A fine that is paid later or in parts."""

from django.db import models
from django.db.models import Q

from .decision import Decision


class PaymentRelief(models.Model):
    """That a party in hardship asked to pay a fine later or in parts 「延期、分期缴纳」, and what was decided: 《行政处罚法》第六十六条."""

    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="reliefs")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="reliefs")
    asked_on = models.DateField("申请日期")
    ground = models.CharField("经济困难情况", max_length=500)
    granted = models.BooleanField("批准", null=True, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.CharField("决定人", max_length=100, blank=True)
    answer = models.CharField("意见", max_length=300, blank=True)
    document = models.ForeignKey("documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "延期、分期缴纳罚款"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=Q(granted=None), name="one_open_relief"),
            models.CheckConstraint(
                condition=Q(granted=None, decided_on=None) | Q(granted__isnull=False, decided_on__isnull=False),
                name="relief_decided_with_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.asked_on}"


class PaymentPart(models.Model):
    """One amount of it and its last day."""

    relief = models.ForeignKey(PaymentRelief, models.CASCADE, related_name="parts")
    due_on = models.DateField("最后一日")
    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = "分期缴纳"
        ordering = ["due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["relief", "due_on"], name="one_part_a_day")]

    def __str__(self) -> str:
        return f"{self.due_on} {self.amount}"
