"""Divisions by GB/T 2260 code. Rows are retired with a date, never deleted."""

from django.db import models


class Level(models.TextChoices):
    """The level of a division."""

    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "市州级"
    COUNTY = "county", "县级"


class Region(models.Model):
    """One division: code, name, level, parent, from when to when (end exclusive), and what replaced it."""

    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=20)
    level = models.CharField("级别", max_length=12, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField("设立", null=True, blank=True)
    valid_to = models.DateField("撤销", null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    position = models.PositiveIntegerField("次序", default=0)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "行政区划"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name
