"""Tracked targets 「目标跟踪」: the indicator that speaks for a target, its yearly steps, and the thresholds of lights."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Body
from qingzhi.base.regions.models import Region

from .plan import Plan


class TrackedTarget(models.Model):
    """A target of a plan through all its versions, bound to an indicator and a region 「目标跟踪」.

    The row of the plan's own region speaks for the target; one of a prefecture keeps that prefecture's share of it.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tracked_targets", verbose_name="规划")
    target_lineage = models.UUIDField("目标沿革标识", db_index=True)
    indicator = models.ForeignKey(
        "metrics.Indicator", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="指标"
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    owner = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="tracked_targets", verbose_name="负责单位"
    )
    note = models.CharField("说明", max_length=300, blank=True)
    bound_at = models.DateTimeField("绑定时间")
    bound_by = models.CharField("绑定人", max_length=100)

    class Meta:
        verbose_name = "目标跟踪"
        ordering = ["plan", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "target_lineage", "region"], name="target_tracked_once_per_region")
        ]

    def __str__(self) -> str:
        return f"{self.plan.code} {self.target_lineage}"


class TargetStep(models.Model):
    """What is to be reached by the end of a year 「年度目标」, and why that much."""

    tracked = models.ForeignKey(TrackedTarget, models.CASCADE, related_name="steps")
    year = models.PositiveSmallIntegerField("年度")
    value = models.DecimalField("年度目标值", max_digits=24, decimal_places=6)
    reason = models.CharField("分解依据", max_length=300, blank=True)

    class Meta:
        verbose_name = "年度目标"
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["tracked", "year"], name="target_step_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year}年"


class LightThreshold(models.Model):
    """From when a target is to be looked at and from when it is late 「目标亮灯阈值」: dated rows with their source."""

    warn_gap = models.DecimalField("预警：落后（百分点）", max_digits=5, decimal_places=1)
    late_gap = models.DecimalField("滞后：落后（百分点）", max_digits=5, decimal_places=1)
    stale_days = models.PositiveSmallIntegerField("数据陈旧（日）")
    approx_percent = models.DecimalField("“左右”的幅度（%）", max_digits=5, decimal_places=1)
    valid_from = models.DateField("自", unique=True)
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "目标亮灯阈值"
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(late_gap__gte=F("warn_gap")), name="light_gaps_in_order"),
        ]
