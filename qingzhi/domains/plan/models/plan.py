"""A plan, whatever its versions say."""

from django.db import models

from qingzhi.base.identity.models import Body
from qingzhi.base.regions.models import Region

from ..terms import PlanLevel


class Plan(models.Model):
    """A government's plan 「规划(计划)」: one code over all its versions."""

    code = models.SlugField("代码", max_length=60, unique=True)
    title = models.CharField("名称", max_length=300)
    level = models.CharField("级别", max_length=12, choices=PlanLevel.choices())
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="plans")
    owner = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="plans")
    period_from = models.PositiveSmallIntegerField("起始年", null=True, blank=True)
    period_to = models.PositiveSmallIntegerField("终止年", null=True, blank=True)

    class Meta:
        verbose_name = "规划"
        ordering = ["-period_to", "code"]

    def __str__(self) -> str:
        return self.title
