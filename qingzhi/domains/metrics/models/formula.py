"""Formulas of indicators as dated rows, and what they count."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from ..terms import FormulaState
from .indicator import Indicator


class Formula(models.Model):
    """A version of an indicator's formula 「计算公式」: what is counted, by which source, from when to when (end exclusive).

    A draft is tried, then published; from then on its words stand for good and another version is dated after it.
    `trial` keeps what was seen when it was tried: the draft's figures beside those of the present version and of statistics.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="formulas", verbose_name="指标")
    version = models.PositiveSmallIntegerField("版本")
    spec = models.JSONField("公式")
    source = models.CharField("依据", max_length=300)
    state = models.CharField("状态", max_length=10, choices=FormulaState.choices(), default=FormulaState.DRAFT.value)
    valid_from = models.DateField("启用", null=True, blank=True)
    valid_to = models.DateField("停用", null=True, blank=True)
    trial = models.JSONField("试算结果", default=dict, blank=True)
    drafted_by = models.CharField("拟订人", max_length=100)
    drafted_at = models.DateTimeField("拟订时间")
    tried_by = models.CharField("试算人", max_length=100, blank=True)
    tried_at = models.DateTimeField("试算时间", null=True, blank=True)
    published_by = models.CharField("发布人", max_length=100, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)

    class Meta:
        verbose_name = "指标公式"
        ordering = ["indicator", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "version"], name="formula_version_once"),
            models.UniqueConstraint(
                fields=["indicator"], condition=~Q(state="published"), name="one_formula_in_preparation"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(valid_from__isnull=False), name="published_formula_is_dated"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="formula_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} 第 {self.version} 版"

    def save(self, *args: Any, **options: Any) -> None:
        """Save; what a published version says is never changed, only its end is set."""
        if self.pk:
            former = Formula.objects.filter(pk=self.pk, state=FormulaState.PUBLISHED).first()
            if former and any(getattr(former, name) != getattr(self, name) for name in STANDING):
                raise ValueError("a published formula does not change; a new version is dated")
        super().save(*args, **options)


STANDING = ("indicator_id", "version", "spec", "source", "state", "valid_from")


class FormulaFigure(models.Model):
    """What a published formula counts in a region and a period, derived: made anew when the lake or the formulas changed."""

    formula = models.ForeignKey(Formula, models.CASCADE, related_name="figures")
    region_code = models.CharField("地区", max_length=12)
    period = models.CharField("时期", max_length=24)
    period_from = models.DateField("期初")
    as_of = models.DateField("截至")
    value = models.DecimalField("数值", max_digits=24, decimal_places=6, null=True)
    records = models.PositiveIntegerField("记录数")
    lake_on = models.DateField("数据湖日期")
    computed_at = models.DateTimeField("计算时间")

    class Meta:
        verbose_name = "公式计算结果"
        ordering = ["as_of"]
        constraints = [models.UniqueConstraint(fields=["formula", "region_code", "period"], name="formula_figure_once")]

    def __str__(self) -> str:
        return f"{self.formula_id} {self.region_code} {self.period}"


class FormulaRun(models.Model):
    """When the formulas were computed last, and from which lake and formulas; one row."""

    mark = models.CharField("依据摘要", max_length=64)
    computed_at = models.DateTimeField("计算时间")

    class Meta:
        verbose_name = "公式计算"

    def __str__(self) -> str:
        return f"{self.computed_at}"
