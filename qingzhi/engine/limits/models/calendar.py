"""What the office says about days that the national package lacks or that a region keeps for itself."""

from django.db import models

from ..rules.calendar import DayKind
from ..terms import OverrideKind


class DayOverride(models.Model):
    """A day that is a working day or a day of rest by a decision; `region` empty means everywhere."""

    day = models.DateField("日期")
    kind = models.CharField("安排", max_length=4, choices=[(each.value, each.label) for each in OverrideKind])
    name = models.CharField("名称", max_length=60)
    region = models.CharField("地区", max_length=12, blank=True, default="")
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "节假日安排"
        ordering = ["day", "region"]
        constraints = [models.UniqueConstraint(fields=["day", "region"], name="one_override_per_day_and_region")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

    @property
    def day_kind(self) -> DayKind:
        make = DayKind.on if self.kind == OverrideKind.WORK else DayKind.off
        return make(self.name, self.source)


class YearArrangement(models.Model):
    """A year whose whole arrangement the office has entered, so that counting in it carries no warning."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    source = models.CharField("来源", max_length=300)
    confirmed_on = models.DateField("确认日期")

    class Meta:
        verbose_name = "年度节假日安排"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年节假日安排"
