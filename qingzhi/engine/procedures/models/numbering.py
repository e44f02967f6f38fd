"""The running number of cases."""

from django.db import models


class CaseCounter(models.Model):
    """The last number given under a prefix in a year; locked while the next is taken, so none is given twice."""

    prefix = models.CharField("前缀", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = "办件编号"
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_case_counter")]

    def __str__(self) -> str:
        return f"{self.prefix}{self.year}-{self.last}"
