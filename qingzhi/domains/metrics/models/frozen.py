"""Frozen figures: what an indicator said when its period was closed, and every later revision as a row of its own."""

from typing import Any

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Body

from ..rules.amounts import amount_text
from ..rules.figure_codes import written
from ..rules.periods import read_period
from .formula import Formula
from .indicator import Indicator
from .statistic import Statistic


class Freeze(models.Model):
    """One act of freezing a period 「冻结」: figures of chosen indicators and regions, from one day of the lake.

    `lake_mark` names the snapshot of the lake that is kept for good, so that the records behind its figures can be listed
    as they were; empty where every figure comes from statistics.
    """

    period = models.CharField("时期", max_length=24)
    title = models.CharField("名称", max_length=120)
    frozen_on = models.DateField("冻结日期")
    frozen_by = models.CharField("冻结人", max_length=100)
    freezer_id = models.BigIntegerField("冻结人账号", null=True, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="冻结单位")
    frozen_at = models.DateTimeField("冻结时间")
    lake_on = models.DateField("数据湖日期", null=True, blank=True)
    lake_mark = models.CharField("数据湖快照", max_length=64, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "数据冻结"
        ordering = ["-frozen_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def period_text(self) -> str:
        """The period in words."""
        return read_period(self.period).label


class FrozenFigure(models.Model):
    """A figure as it stood when it was frozen 「冻结数」. It is never changed: a revision is another row that supersedes it, with
    its reason, its own date, its own snapshot of the lake and its own code.

    `counting` is the spec of the formula as it counted (also where the register counted by the same rule), so that the list
    behind the figure needs nothing that changes later. `dimension` and `slice` are empty for the figure of the whole.
    """

    freeze = models.ForeignKey(Freeze, models.PROTECT, related_name="figures", verbose_name="冻结")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="frozen", verbose_name="指标")
    region_code = models.CharField("地区", max_length=12)
    period = models.CharField("时期", max_length=24)
    dimension = models.CharField("维度", max_length=40, blank=True)
    slice = models.CharField("分组", max_length=60, blank=True)
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    unit = models.CharField("单位", max_length=40)
    as_of = models.DateField("数据截至")
    period_from = models.DateField("期初", null=True, blank=True)
    source = models.CharField("来源", max_length=500)
    provider = models.CharField("数值来自", max_length=20)
    formula = models.ForeignKey(Formula, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公式")
    counting = models.JSONField("计数办法", default=dict, blank=True)
    statistic = models.ForeignKey(
        Statistic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="统计数据"
    )
    records_count = models.PositiveIntegerField("记录数", null=True, blank=True)
    whole_count = models.PositiveIntegerField("分母记录数", null=True, blank=True)
    divisor = models.DecimalField("除以", max_digits=24, decimal_places=6, null=True, blank=True)
    lake_on = models.DateField("数据湖日期", null=True, blank=True)
    lake_mark = models.CharField("数据湖快照", max_length=64, blank=True)
    code = models.CharField("核验码", max_length=12, unique=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="revisions")
    reason = models.CharField("修订理由", max_length=300, blank=True)
    revised_on = models.DateField("修订日期", null=True, blank=True)
    made_by = models.CharField("经办", max_length=200)
    made_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "冻结数"
        ordering = ["indicator__position", "region_code", "period", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "region_code", "period", "dimension", "slice"],
                condition=Q(supersedes=None),
                name="figure_frozen_once",
            ),
            models.UniqueConstraint(
                fields=["supersedes"], condition=Q(supersedes__isnull=False), name="frozen_revised_in_a_row"
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None, reason="", revised_on=None)
                | (Q(supersedes__isnull=False, revised_on__isnull=False) & ~Q(reason="")),
                name="frozen_revision_has_reason_and_day",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="frozen_has_source"),
        ]
        indexes = [models.Index(fields=["period", "region_code"], name="frozen_period")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.region_code} {self.period}"

    def save(self, *args: Any, **options: Any) -> None:
        """Add a row; one that stands is never written again."""
        if self.pk:
            raise ValueError("a frozen figure does not change; a revision is another row")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise ValueError("a frozen figure is not deleted")

    @property
    def value_text(self) -> str:
        """The value as pages write it."""
        return amount_text(self.value)

    @property
    def period_text(self) -> str:
        """The period in words."""
        return read_period(self.period).label

    @property
    def code_text(self) -> str:
        """The code as it is printed: in groups of three."""
        return written(self.code)

    @property
    def stands_since(self) -> Any:
        """The day of this row: when it was frozen or, of a revision, made."""
        return self.revised_on or self.freeze.frozen_on


class FrozenDrift(models.Model):
    """What a frozen figure would be today where that differs, derived: made anew when the lake, formulas or statistics change.

    `since` is the day on which the difference was first seen; it stays while there is one.
    """

    figure = models.OneToOneField(FrozenFigure, models.CASCADE, related_name="drift")
    value = models.DecimalField("现在的数", max_digits=24, decimal_places=6, null=True)
    records_count = models.PositiveIntegerField("记录数", null=True)
    source = models.CharField("来源", max_length=500, blank=True)
    since = models.DateField("自")

    class Meta:
        verbose_name = "与冻结数的差异"
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.value}"


class FrozenCheck(models.Model):
    """When frozen figures were compared with today's last, and from what; one row."""

    mark = models.CharField("依据摘要", max_length=64)
    checked_at = models.DateTimeField("比较时间")

    class Meta:
        verbose_name = "冻结数比较"

    def __str__(self) -> str:
        return f"{self.checked_at}"
