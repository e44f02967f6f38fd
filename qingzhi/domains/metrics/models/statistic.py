"""Statistics: figures of a region and a period, each with its source."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.regions.models import Region

from ..rules.amounts import amount_text
from ..rules.periods import read_period
from .batch import ImportBatch
from .indicator import Indicator


class Statistic(models.Model):
    """A figure 「统计数据」. It is never overwritten: a correction is another row that supersedes it, with its reason.

    `as_of` is the day that the figure speaks of, `known_from` the day from which it counts as known: that of its
    publication (where that is not said, `as_of`) or, for a revision, that on which it was made. A batch that was taken
    back leaves its rows withdrawn.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="statistics", verbose_name="指标")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    period = models.CharField("时期", max_length=24)
    period_from = models.DateField("起")
    period_to = models.DateField("止")
    as_of = models.DateField("数据截至")
    known_from = models.DateField("公布日期")
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    unit = models.CharField("单位", max_length=40)
    source = models.CharField("来源", max_length=500)
    source_quote = models.TextField("来源摘录", blank=True)
    licence = models.CharField("使用许可", max_length=200, blank=True)
    republish = models.BooleanField("可对外公开", default=False)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, blank=True, related_name="statistics")
    line = models.PositiveIntegerField("文件行号", null=True, blank=True)
    entered_by = models.CharField("录入人", max_length=100)
    entered_at = models.DateTimeField("录入时间")
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="revisions")
    revision_reason = models.CharField("更正理由", max_length=300, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    class Meta:
        verbose_name = "统计数据"
        ordering = ["indicator__position", "-as_of", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="statistic_has_source"),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="statistic_period_order"),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(revision_reason=""), name="statistic_revision_has_reason"
            ),
            models.UniqueConstraint(
                fields=["indicator", "region", "period"],
                condition=Q(supersedes=None, withdrawn_on=None),
                name="statistic_entered_once",
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=Q(supersedes__isnull=False, withdrawn_on=None),
                name="statistic_revised_in_a_row",
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "region", "as_of"], name="statistic_series"),
            models.Index(fields=["as_of"], name="statistic_as_of"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.period} {self.indicator}"

    @property
    def value_text(self) -> str:
        """The value as pages write it."""
        return amount_text(self.value)

    @property
    def period_text(self) -> str:
        """The period in words."""
        return read_period(self.period).label
