"""The numbers of a plan: demanded and reported."""

import uuid

from django.db import models

from ..terms import Comparator, Every, FigureKind
from .item import Item
from .measure import Measure
from .section import Section


class Figure(Item):
    """A number in the text: of what, compared how, how much, of which kind."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="%(class)ss")
    lineage = models.UUIDField("沿革标识", default=uuid.uuid4, db_index=True)
    code = models.CharField("编号", max_length=60)
    indicator = models.CharField("指标", max_length=200)
    comparator = models.CharField("比较", max_length=5, choices=Comparator.choices())
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    value_to = models.DecimalField("至", max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField("单位", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=10, choices=FigureKind.choices())
    per = models.CharField("每", max_length=10, choices=Every.choices(), blank=True)
    deadline = models.DateField("期限", null=True, blank=True)
    quote = models.TextField("原文")

    class Meta(Item.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.indicator}"


class Target(Figure):
    """A number that the plan demands 「目标」. `lineage` stays the same through the versions of a plan."""

    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="targets")
    baseline = models.JSONField("基期", null=True, blank=True)

    class Meta(Figure.Meta):
        verbose_name = "目标"
        constraints = [models.UniqueConstraint(fields=["version", "lineage"], name="plan_target_lineage")]


class Baseline(Figure):
    """A number that the text reports as reached 「基期」."""

    as_of = models.DateField("截至", null=True, blank=True)
    from_on = models.DateField("自", null=True, blank=True)

    class Meta(Figure.Meta):
        verbose_name = "基期数"
        constraints = [models.UniqueConstraint(fields=["version", "lineage"], name="plan_baseline_lineage")]
