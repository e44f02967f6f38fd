"""What several bodies do together."""

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Body

from ..terms import Reply
from .handover import Handover


class JointOperation(models.Model):
    """An operation of several bodies under the lead of one 「联合行动」."""

    lead = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="牵头单位")
    title = models.CharField("名称", max_length=200)
    plan = models.TextField("行动方案")
    basis = models.CharField("依据", max_length=300)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束")
    begun_by = models.CharField("发起人", max_length=100)
    begun_at = models.DateTimeField("发起时间")
    closed_on = models.DateField("总结日期", null=True, blank=True)
    summary = models.TextField("总结", blank=True)

    class Meta:
        verbose_name = "联合行动"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="joint_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.title


class JointPart(models.Model):
    """What one body was asked to do in it, by its own envelope, and what it did."""

    operation = models.ForeignKey(JointOperation, models.PROTECT, related_name="parts")
    envelope = models.OneToOneField(Handover, models.PROTECT, related_name="joint_part", verbose_name="邀请")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="参加单位")
    people = models.PositiveIntegerField("出动人次", default=0)
    cases = models.PositiveIntegerField("立案数", default=0)
    value = models.DecimalField("涉案货值（元）", max_digits=14, decimal_places=2, default=0)
    transferred = models.PositiveIntegerField("移送公安数", default=0)
    told = models.TextField("情况", blank=True)
    reported_on = models.DateField("报送日期", null=True, blank=True)
    reported_by = models.CharField("报送人", max_length=100, blank=True)

    class Meta:
        verbose_name = "联合行动参加单位"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["operation", "body"], name="joint_body_once")]

    def __str__(self) -> str:
        return f"{self.operation}：{self.body}"

    @property
    def has_refused(self) -> bool:
        """Whether the body said that it does not take part, or was taken back from it."""
        return self.envelope.reply in (Reply.REFUSE, Reply.RETURN) or self.envelope.withdrawn_at is not None
