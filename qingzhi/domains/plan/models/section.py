"""The numbered parts of a plan's text."""

from django.db import models

from .version import PlanVersion


class Section(models.Model):
    """A part 「章节」 with its number as written: 四、(二)、1. has the code `4.2.1`."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="sections")
    code = models.CharField("编号", max_length=60)
    level = models.PositiveSmallIntegerField("层级")
    heading = models.CharField("标题", max_length=500)
    start = models.PositiveIntegerField("起点")
    end = models.PositiveIntegerField("终点")
    position = models.PositiveIntegerField("次序", default=0)
    rule = models.CharField("识别规则", max_length=20, blank=True)
    revision = models.PositiveIntegerField("修订号", default=0)

    class Meta:
        verbose_name = "章节"
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["version", "code"], name="plan_section_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.heading}"
