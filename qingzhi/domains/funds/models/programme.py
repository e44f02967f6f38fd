"""Programmes and their lines."""

from django.db import models

from qingzhi.base.identity.models import Body
from qingzhi.base.regions.models import Region

from ..terms import Level, Source


class Programme(models.Model):
    """A programme 「专项」 in one year: what for, who answers for it, on what basis. The same code goes on from year to year."""

    code = models.CharField("编码", max_length=40)
    year = models.PositiveSmallIntegerField("预算年度")
    name = models.CharField("专项名称", max_length=120)
    body = models.ForeignKey(Body, models.PROTECT, related_name="programmes", verbose_name="主管单位")
    purpose = models.TextField("用途", blank=True)
    basis = models.CharField("依据文号", max_length=200, blank=True)
    opens_on = models.DateField("启用")
    closes_on = models.DateField("截止")
    opened_at = models.DateTimeField("设立时间")

    class Meta:
        verbose_name = "专项"
        ordering = ["-year", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "year"], name="programme_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="programme_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.name}"


class ProgrammeLine(models.Model):
    """One line 「资金项」 of a programme: source, level of government, division. Its money is in its balance row."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="lines", verbose_name="专项")
    source = models.CharField("资金来源", max_length=12, choices=Source.choices())
    level = models.CharField("资金级次", max_length=12, choices=Level.choices())
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    funder = models.CharField("出资方", max_length=120, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    closed_on = models.DateField("年终结账", null=True, blank=True)

    class Meta:
        verbose_name = "资金项"
        ordering = ["programme", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "source", "region", "funder"], name="line_once_in_programme")
        ]

    def __str__(self) -> str:
        return f"{self.programme} · {self.label}"

    @property
    def label(self) -> str:
        """The line within its programme: 省级财政（青海省）."""
        return f"{self.funder or Source(self.source).label}（{self.region.short_name}）"
