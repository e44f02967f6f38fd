"""Counts of the registers, derived: made anew from the records whenever these changed."""

from django.db import models

from .indicator import Indicator


class RegisterCount(models.Model):
    """What the registers count for an indicator in a region as of a day; for a flow, in the year up to that day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="counts")
    region_code = models.CharField("地区", max_length=12)
    as_of = models.DateField("截至")
    value = models.PositiveIntegerField("件数")
    counted_at = models.DateTimeField("计数时间")

    class Meta:
        verbose_name = "登记簿计数"
        ordering = ["as_of"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "region_code", "as_of"], name="register_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.region_code} {self.as_of}"


class CountRequest(models.Model):
    """The registers changed since they were last counted; one row stands for any number of changes."""

    asked_at = models.DateTimeField("提出时间")

    class Meta:
        verbose_name = "待计数"

    def __str__(self) -> str:
        return f"{self.asked_at}"
