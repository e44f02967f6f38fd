"""What is true of a party for a time: place, industries, recognitions, yearly figures, links to other parties."""

from django.db import models

from qingzhi.base.regions.models import Region

from ..terms import LinkKind
from .party import Party


class PartyRegion(models.Model):
    """Where a party sits, from when to when (end exclusive)."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="regions")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    address = models.CharField("地址", max_length=300, blank=True)
    valid_from = models.DateField("迁入", null=True, blank=True)
    valid_to = models.DateField("迁出", null=True, blank=True)

    class Meta:
        verbose_name = "所在地区"

    def __str__(self) -> str:
        return str(self.region)


class PartyIndustry(models.Model):
    """An industry of a party by its GB/T 4754 code."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="industries")
    code = models.CharField("行业代码（GB/T 4754）", max_length=6, db_index=True)
    edition = models.CharField("标准版本", max_length=12, default="2017")
    is_main = models.BooleanField("主行业", default=False)
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止", null=True, blank=True)
    batch_id = models.BigIntegerField("导入批次", null=True, blank=True)

    class Meta:
        verbose_name = "所属行业"

    def __str__(self) -> str:
        return self.code


class PartyFlagSpan(models.Model):
    """A recognition of a party, from when to when (end exclusive), with the document that says so."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="flags")
    flag = models.CharField("标记", max_length=20, db_index=True)
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    batch_id = models.BigIntegerField("导入批次", null=True, blank=True)

    class Meta:
        verbose_name = "资质标记"

    def __str__(self) -> str:
        return self.flag


class PartyFigure(models.Model):
    """Staff, revenue and assets of a year, from which the size follows by rule; money in 万元 as the rule states it."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="figures")
    year = models.PositiveSmallIntegerField("年度")
    staff = models.PositiveIntegerField("从业人员（人）", null=True, blank=True)
    revenue = models.DecimalField("营业收入（万元）", max_digits=16, decimal_places=2, null=True, blank=True)
    assets = models.DecimalField("资产总额（万元）", max_digits=16, decimal_places=2, null=True, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    batch_id = models.BigIntegerField("导入批次", null=True, blank=True)

    class Meta:
        verbose_name = "年度规模数据"
        constraints = [models.UniqueConstraint(fields=["party", "year"], name="party_figure_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year}"


class PartyLink(models.Model):
    """One party belongs to another, from when to when (end exclusive)."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="links")
    other = models.ForeignKey(Party, models.PROTECT, related_name="linked_from")
    kind = models.CharField("关系", max_length=14, choices=LinkKind.choices())
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "主体关系"

    def __str__(self) -> str:
        return f"{self.party}→{self.other}"
