"""Reporting rounds 「填报期」."""

from django.db import models
from django.db.models import F, Q


class ReportingRound(models.Model):
    """One period for which every open task is reported; both ends of the period are inclusive, as it is printed."""

    plan = models.ForeignKey("plan.Plan", models.PROTECT, related_name="rounds", verbose_name="计划")
    label = models.CharField("填报期", max_length=60)
    period_from = models.DateField("起")
    period_to = models.DateField("止")
    opens_on = models.DateField("开始填报")
    due_on = models.DateField("填报期限")
    due_explained = models.TextField("期限说明", blank=True)
    locked_at = models.DateTimeField("锁定时间", null=True, blank=True)
    locked_by = models.CharField("锁定人", max_length=100, blank=True)

    class Meta:
        verbose_name = "填报期"
        ordering = ["-period_from", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "label"], name="round_label_once"),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="round_period_order"),
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="round_due_after_opening"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None
