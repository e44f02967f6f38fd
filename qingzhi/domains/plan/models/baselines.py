"""Checking what the text reports as reached 「基期核对」: which indicator and period a figure of the text is to be recomputed by."""

from django.db import models

from qingzhi.base.regions.models import Region

from .plan import Plan


class BaselineCheck(models.Model):
    """A figure that a plan's text reports, through all its versions, with the indicator, region and period that recompute it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="baseline_checks", verbose_name="规划")
    baseline_lineage = models.UUIDField("基期数沿革标识", db_index=True)
    indicator = models.ForeignKey("metrics.Indicator", models.PROTECT, related_name="+", verbose_name="指标")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    period = models.CharField("时期", max_length=40)
    note = models.CharField("说明", max_length=300, blank=True)
    bound_at = models.DateTimeField("绑定时间")
    bound_by = models.CharField("绑定人", max_length=100)

    class Meta:
        verbose_name = "基期核对"
        ordering = ["plan", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "baseline_lineage"], name="baseline_checked_by_one_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.plan.code} {self.baseline_lineage}"
