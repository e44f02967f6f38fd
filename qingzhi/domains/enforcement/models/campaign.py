"""Campaigns: bodies, tasks, leads, and the cases that came of them."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Body

from ..terms.campaigns import CampaignKind, LeadSource, LeadState


class Campaign(models.Model):
    """A campaign 「专项行动」 of several bodies, from one day to another (both included)."""

    kind = models.CharField("类别", max_length=10, choices=CampaignKind.choices())
    name = models.CharField("名称", max_length=120)
    aim = models.TextField("目标和重点")
    basis = models.CharField("依据", max_length=300)
    lead = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="牵头单位")
    bodies = models.ManyToManyField(Body, related_name="+", verbose_name="参加单位", blank=True)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束")
    closed_at = models.DateTimeField("总结时间", null=True, blank=True)
    summary = models.TextField("总结", blank=True)

    class Meta:
        verbose_name = "专项行动"
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_it_begins"),
            models.UniqueConstraint(fields=["name", "lead"], name="campaign_named_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class CampaignTask(models.Model):
    """What one body does in a campaign, by when; what it reports."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="tasks")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="责任单位")
    title = models.CharField("任务", max_length=200)
    due_on = models.DateField("期限")
    result = models.TextField("完成情况", blank=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    done_by = models.CharField("填报人", max_length=100, blank=True)

    class Meta:
        verbose_name = "专项行动任务"
        ordering = ["due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["campaign", "body", "title"], name="campaign_task_once")]

    def __str__(self) -> str:
        return self.title


class CampaignLead(models.Model):
    """A lead 「线索」: what was noticed, which body looks into it, and what became of it."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="leads")
    source = models.CharField("来源", max_length=12, choices=LeadSource.choices())
    accused = models.CharField("涉嫌的人或单位", max_length=200)
    place = models.CharField("地点或网址", max_length=300, blank=True)
    region_code = models.CharField("地区", max_length=12)
    text = models.TextField("线索内容")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="核查单位")
    entered_on = models.DateField("登记日期")
    entered_by = models.CharField("登记人", max_length=100)
    due_on = models.DateField("核查期限", null=True, blank=True)
    state = models.CharField("处理", max_length=10, choices=LeadState.choices(), default=LeadState.OPEN.value)
    case = models.ForeignKey("procedures.Case", models.PROTECT, null=True, blank=True, related_name="campaign_leads")
    reason = models.CharField("理由", max_length=300, blank=True)
    settled_on = models.DateField("处理日期", null=True, blank=True)
    settled_by = models.CharField("处理人", max_length=100, blank=True)

    class Meta:
        verbose_name = "专项行动线索"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("case", "joined")) | Q(case__isnull=False), name="lead_became_a_case"
            ),
            models.CheckConstraint(condition=~Q(state="dismissed") | ~Q(reason=""), name="lead_dismissed_with_reason"),
        ]

    def __str__(self) -> str:
        return f"线索{self.pk}"


class CampaignCase(models.Model):
    """That a case counts for a campaign."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="cases")
    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="campaigns")
    added_at = models.DateTimeField("列入时间")
    added_by = models.CharField("列入人", max_length=100)

    class Meta:
        verbose_name = "专项行动案件"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["campaign", "case"], name="case_once_in_a_campaign")]

    def __str__(self) -> str:
        return f"{self.campaign_id}:{self.case_id}"
