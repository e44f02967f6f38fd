"""What every understood item has in common."""

from django.db import models

from ..terms import Origin
from .version import PlanVersion


class Item(models.Model):
    """Something found in a version's text at `text[start:end]`, by a rule or by a person.

    `revision` counts its corrections, so that a second reviewer does not overwrite the first;
    `confirmed_at` says that a person looked at it beside the text.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="%(class)ss")
    start = models.PositiveIntegerField("起点")
    end = models.PositiveIntegerField("终点")
    rule = models.CharField("识别规则", max_length=20, blank=True)
    origin = models.CharField("来源", max_length=10, choices=Origin.choices(), default=Origin.COMPILED.value)
    position = models.PositiveIntegerField("次序", default=0)
    revision = models.PositiveIntegerField("修订号", default=0)
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)
    confirmed_by = models.CharField("核对人", max_length=100, blank=True)

    class Meta:
        abstract = True
        ordering = ["start", "position", "id"]
