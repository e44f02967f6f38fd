"""What a person must look at before a version is published."""

from django.db import models

from .version import PlanVersion


class CompileWarning(models.Model):
    """A doubt 「待核事项」; unresolved, it blocks publishing."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="warnings")
    text = models.TextField("内容")
    start = models.PositiveIntegerField("起点", null=True, blank=True)
    end = models.PositiveIntegerField("终点", null=True, blank=True)
    position = models.PositiveIntegerField("次序", default=0)
    resolved_at = models.DateTimeField("处理时间", null=True, blank=True)
    resolved_by = models.CharField("处理人", max_length=100, blank=True)
    resolution = models.TextField("处理意见", blank=True)

    class Meta:
        verbose_name = "待核事项"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text[:60]
