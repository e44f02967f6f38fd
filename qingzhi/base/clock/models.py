"""The pinned day of a demonstration: at most one row; a real installation has none."""

from django.db import models


class ClockPin(models.Model):
    """The day 「演示日期」 that a demonstration calls today."""

    single = models.BooleanField(default=True, unique=True, editable=False)
    day = models.DateField("演示日期")
    reason = models.CharField("原因", max_length=200)

    class Meta:
        verbose_name = "演示日期"

    def __str__(self) -> str:
        return self.day.isoformat()
