"""Figures of the nation and of other provinces, from official tables: with them ours are compared.

They are no divisions of this installation: nothing is counted, assigned or permitted there. Hence tables of their own.
"""

from django.db import models
from django.db.models import Q

from ..rules.amounts import amount_text
from ..rules.periods import read_period
from ..terms.boards import PlaceKind
from .indicator import Indicator


class ComparedPlace(models.Model):
    """The nation or a province with which we compare (GB/T 2260)."""

    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60, unique=True)
    short_name = models.CharField("简称", max_length=20, unique=True)
    kind = models.CharField("类别", max_length=10, choices=PlaceKind.choices())
    position = models.PositiveSmallIntegerField("次序", default=0)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "比较地区"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class ComparedTable(models.Model):
    """One official table that was taken in 「比较数据表」: its source, its definition, its file's hash."""

    title = models.CharField("表名", max_length=200)
    source = models.CharField("来源", max_length=500)
    definition = models.CharField("口径", max_length=500, blank=True)
    published_on = models.DateField("公布日期")
    licence = models.CharField("使用许可", max_length=200, blank=True)
    republish = models.BooleanField("可对外公开", default=False)
    file_name = models.CharField("文件名", max_length=255)
    file_sha256 = models.CharField("SHA-256", max_length=64)
    row_count = models.PositiveIntegerField("数据条数")
    loaded_by = models.CharField("导入人", max_length=100)
    loaded_at = models.DateTimeField("导入时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by = models.CharField("撤回人", max_length=100, blank=True)
    withdrawal_reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "比较数据表"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["file_sha256"], condition=Q(withdrawn_at=None), name="compared_file_taken_once"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="compared_table_has_source"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""), name="compared_table_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ComparedFigure(models.Model):
    """A figure of a place and a period out of a table. Where tables differ, the one published last speaks; none is overwritten."""

    table = models.ForeignKey(ComparedTable, models.PROTECT, related_name="figures", verbose_name="表")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="compared", verbose_name="指标")
    place = models.ForeignKey(ComparedPlace, models.PROTECT, related_name="figures", verbose_name="地区")
    period = models.CharField("时期", max_length=24)
    period_to = models.DateField("止")
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    line = models.PositiveIntegerField("文件行号")

    class Meta:
        verbose_name = "比较数据"
        ordering = ["place__position"]
        constraints = [
            models.UniqueConstraint(fields=["table", "indicator", "place", "period"], name="compared_figure_once")
        ]
        indexes = [models.Index(fields=["indicator", "period"], name="compared_by_period")]

    def __str__(self) -> str:
        return f"{self.place} {self.period} {self.indicator}"

    @property
    def value_text(self) -> str:
        """The value as pages write it."""
        return amount_text(self.value)

    @property
    def period_text(self) -> str:
        """The period in words."""
        return read_period(self.period).label
