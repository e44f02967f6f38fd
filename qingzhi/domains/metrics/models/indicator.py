"""Indicators: what is measured, by its official name."""

from django.db import models

from qingzhi.base.identity.models import Body

from ..terms import Direction, IndicatorKind


class Indicator(models.Model):
    """An indicator 「指标」: one definition for every plan that uses it, valid from when to when (end exclusive)."""

    code = models.SlugField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=120, unique=True)
    meaning = models.TextField("口径")
    unit = models.CharField("单位", max_length=40)
    kind = models.CharField("类别", max_length=10, choices=IndicatorKind.choices())
    direction = models.CharField("方向", max_length=4, choices=Direction.choices(), default=Direction.UP.value)
    source_note = models.CharField("数据来源说明", max_length=300, blank=True)
    owner = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="负责单位")
    aliases = models.JSONField("别名", default=list, blank=True)
    valid_from = models.DateField("自", null=True, blank=True)
    valid_to = models.DateField("至", null=True, blank=True)
    counted_from = models.DateField("由登记簿计数，自", null=True, blank=True)
    plausible_from = models.DecimalField("合理范围，自", max_digits=20, decimal_places=6, null=True, blank=True)
    plausible_to = models.DecimalField("合理范围，至", max_digits=20, decimal_places=6, null=True, blank=True)
    position = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = "指标"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name
