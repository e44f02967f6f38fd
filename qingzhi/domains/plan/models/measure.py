"""What a plan orders."""

import uuid

from django.db import models

from qingzhi.base.identity.models import Body

from ..terms import BodyRole, Every
from .item import Item
from .section import Section


class Measure(Item):
    """A sentence that orders something 「措施」. `lineage` stays the same through the versions of a plan."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="measures")
    lineage = models.UUIDField("沿革标识", default=uuid.uuid4, db_index=True)
    code = models.CharField("编号", max_length=60)
    text = models.TextField("内容")
    due_on = models.DateField("期限", null=True, blank=True)
    due_every = models.CharField("周期", max_length=10, choices=Every.choices(), blank=True)
    due_quote = models.CharField("期限原文", max_length=200, blank=True)
    programmes = models.JSONField("专项行动", default=list, blank=True)
    audiences = models.JSONField("面向", default=list, blank=True)

    class Meta(Item.Meta):
        verbose_name = "措施"
        constraints = [models.UniqueConstraint(fields=["version", "lineage"], name="plan_measure_lineage")]

    def __str__(self) -> str:
        return f"{self.code} {self.text[:40]}"


class MeasureBody(models.Model):
    """A responsible body 「责任单位」 as written, and the one it was recognised as (None: nobody bears that name)."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="bodies")
    name = models.CharField("名称（原文）", max_length=200)
    role = models.CharField("职责", max_length=10, choices=BodyRole.choices())
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "责任单位"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name
