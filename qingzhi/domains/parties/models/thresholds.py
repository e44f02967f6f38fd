"""Dated rows by which rules judge: how alike names must be, how large an enterprise is."""

from django.db import models


class NameThreshold(models.Model):
    """The points of one reason of likeness, or from which score a person is asked 「归并判别标准」; end exclusive."""

    code = models.CharField("代码", max_length=30)
    title = models.CharField("含义", max_length=100)
    points = models.PositiveSmallIntegerField("分值")
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "归并判别标准"
        ordering = ["code", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="name_threshold_once_a_day")]

    def __str__(self) -> str:
        return self.title


class SizeRule(models.Model):
    """One line of 统计上大中小微型企业划分办法: from which figures on an enterprise of an industry is of which size.

    `industries` are prefixes of GB/T 4754 codes, `edition` the standard's; the measure's lower bounds are inclusive.
    """

    trade = models.CharField("行业名称", max_length=60)
    industries = models.CharField("行业代码（GB/T 4754）", max_length=200)
    edition = models.CharField("标准版本", max_length=12)
    measure = models.CharField("指标", max_length=8)
    medium_from = models.DecimalField("中型下限", max_digits=14, decimal_places=2)
    large_from = models.DecimalField("大型下限", max_digits=14, decimal_places=2)
    small_from = models.DecimalField("小型下限", max_digits=14, decimal_places=2)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "企业划型标准"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["trade", "measure", "valid_from"], name="size_rule_once_a_day")]

    def __str__(self) -> str:
        return f"{self.trade} {self.measure}"
