"""What ties an expert to others, what he was called for, which policies he enjoys."""

from django.db import models

from ..terms import EngagementKind, RelationKind
from .expert import Expert


class ExpertRelation(models.Model):
    """A tie that an expert declared or the office learned of 「利益关系」: to a person by name, to a party, from when to when."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="relations")
    kind = models.CharField("关系", max_length=12, choices=RelationKind.choices())
    name = models.CharField("对方姓名或名称", max_length=200)
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, null=True, blank=True, verbose_name="对方（登记簿）", related_name="+"
    )
    employer = models.CharField("对方单位", max_length=200, blank=True)
    detail = models.CharField("说明", max_length=300, blank=True)
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止", null=True, blank=True)
    declared_on = models.DateField("申报日期")
    source = models.CharField("来源", max_length=200)

    class Meta:
        verbose_name = "专家利益关系"
        ordering = ["kind", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class ExpertEngagement(models.Model):
    """What an expert was called for 「聘用活动」; `share` of the year where he works here part-time 「柔性引才」."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="engagements")
    kind = models.CharField("种类", max_length=10, choices=EngagementKind.choices())
    title = models.CharField("活动", max_length=200)
    role = models.CharField("担任", max_length=100, blank=True)
    began_on = models.DateField("开始")
    ended_on = models.DateField("结束", null=True, blank=True)
    note = models.CharField("评价", max_length=300, blank=True)

    class Meta:
        verbose_name = "专家聘用活动"
        ordering = ["-began_on", "-id"]

    def __str__(self) -> str:
        return self.title


class ExpertPolicy(models.Model):
    """A preferential policy that an expert enjoys 「享受的优惠政策」, by which document, from when to when."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="policies")
    title = models.CharField("政策", max_length=200)
    basis = models.CharField("依据文件", max_length=200)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "专家享受政策"
        ordering = ["-valid_from", "-id"]

    def __str__(self) -> str:
        return self.title
