"""What densities are made of: how they are reckoned, statistics by industry, the national list of patent-intensive industries."""

from django.db import models
from django.db.models import Q

from qingzhi.base.regions.models import Region

from ..terms.density import IndustryMeasure, IndustryScheme
from .indicator import Indicator


class DensityKind(models.Model):
    """A way of reckoning density 「密集度口径」: an indicator over so many years, per so much staff or output of the industry."""

    code = models.SlugField("代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=80)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="分子指标")
    years = models.PositiveSmallIntegerField("合计年数", default=1)
    measure = models.CharField("分母", max_length=10, choices=IndustryMeasure.choices())
    times = models.PositiveIntegerField("倍数")
    unit = models.CharField("单位", max_length=40)
    source = models.CharField("依据", max_length=300)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "密集度口径"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title


class IndustryStatistic(models.Model):
    """Staff or output of an industry in a region and a year, with its source; a correction is another row that supersedes it."""

    measure = models.CharField("口径", max_length=10, choices=IndustryMeasure.choices())
    scheme = models.CharField("分类", max_length=20, choices=IndustryScheme.choices())
    industry = models.CharField("行业代码", max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    year = models.PositiveSmallIntegerField("年度")
    value = models.DecimalField("数值", max_digits=20, decimal_places=4)
    unit = models.CharField("单位", max_length=20)
    source = models.CharField("来源", max_length=500)
    entered_by = models.CharField("录入人", max_length=100)
    entered_at = models.DateTimeField("录入时间")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="revised_by")
    revision_reason = models.CharField("更正理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "分行业统计数据"
        ordering = ["-year", "scheme", "industry"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "scheme", "industry", "region", "year"],
                condition=Q(supersedes=None),
                name="industry_statistic_entered_once",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="industry_statistic_has_source"),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(revision_reason=""), name="industry_revision_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.industry} {self.year}"


class IntensiveGroup(models.Model):
    """A group of the national classification of patent-intensive industries, with the national value added of a year."""

    code = models.SlugField("代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=60)
    national_value = models.DecimalField("全国增加值（亿元）", max_digits=14, decimal_places=1, null=True)
    value_year = models.PositiveSmallIntegerField("增加值年度", null=True)
    valid_from = models.DateField("施行")
    valid_to = models.DateField("停用", null=True, blank=True)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "专利密集型产业大类"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class IntensiveCode(models.Model):
    """Industries of GB/T 4754 that belong to a group, by the beginning of their codes; unconfirmed where no list says so."""

    group = models.ForeignKey(IntensiveGroup, models.CASCADE, related_name="codes")
    prefix = models.CharField("行业代码前缀", max_length=6)
    confirmed = models.BooleanField("已核对", default=False)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "专利密集型产业行业代码"
        ordering = ["group", "prefix"]
        constraints = [models.UniqueConstraint(fields=["group", "prefix"], name="intensive_code_once")]

    def __str__(self) -> str:
        return self.prefix
