"""The variety-right fund, and agricultural research projects whose evaluation takes own variety rights into account."""

from django.db import models
from django.db.models import Q

from ..terms.awards import FundUse, ProjectStage


class VarietyFundApplication(models.Model):
    """An application to the variety-right protection fund 「品种权保护专项基金」: the dossier of its case.

    `lines` is the computation as it was made, line by line; `score` with `priority_points` gives the rank among its year.
    """

    case = models.OneToOneField("procedures.Case", models.CASCADE, related_name="variety_fund_application")
    year = models.PositiveSmallIntegerField("年度")
    right = models.ForeignKey("rights.Right", models.PROTECT, related_name="+", verbose_name="品种权")
    holder = models.ForeignKey(
        "parties.Party", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="品种权人"
    )
    use = models.CharField("用途", max_length=12, choices=FundUse.choices())
    purpose = models.TextField("用途说明")
    cost = models.DecimalField("实际或预计支出（元）", max_digits=12, decimal_places=2)
    requested = models.DecimalField("申请金额（元）", max_digits=12, decimal_places=2)
    area = models.CharField("推广面积及证明", max_length=200, blank=True)
    trade_opinion = models.TextField("农业、林草部门意见", blank=True)
    trade_body = models.ForeignKey(
        "identity.Body", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="会审单位"
    )
    trade_agrees = models.BooleanField("会审同意", null=True, blank=True)
    score = models.DecimalField("专家评分", max_digits=6, decimal_places=2, null=True, blank=True)
    expert_opinion = models.TextField("专家意见", blank=True)
    priority_points = models.DecimalField("优先加分", max_digits=5, decimal_places=2, default=0)
    priority_why = models.JSONField("优先加分理由", default=list)
    lines = models.JSONField("计算过程", default=list)
    approved = models.DecimalField("核定金额（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    programme = models.ForeignKey(
        "funds.Programme", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="资金专项"
    )
    contract_number = models.CharField("合同编号", max_length=60, blank=True)
    contract_on = models.DateField("合同签订日", null=True, blank=True)
    paid = models.DecimalField("已拨付（元）", max_digits=12, decimal_places=2, default=0)
    accepted_on = models.DateField("验收日", null=True, blank=True)
    acceptance = models.TextField("验收意见", blank=True)
    recovered = models.DecimalField("收回（元）", max_digits=12, decimal_places=2, default=0)

    class Meta:
        verbose_name = "品种权基金申请"
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["year", "right", "use"], name="variety_fund_use_once_a_year"),
            models.CheckConstraint(condition=Q(cost__gt=0) & Q(requested__gt=0), name="variety_fund_asks_something"),
        ]

    def __str__(self) -> str:
        return f"{self.right} {FundUse(self.use).label}"

    @property
    def total(self) -> object:
        """Score and points together; nothing before the experts have scored."""
        return None if self.score is None else self.score + self.priority_points


class AgriculturalProject(models.Model):
    """An agricultural research project at an evaluation 「农业科研项目」: own variety rights count by rule (plan 4.1.1)."""

    title = models.CharField("项目", max_length=200)
    undertaker = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", verbose_name="承担单位")
    body = models.ForeignKey("identity.Body", models.PROTECT, related_name="+", verbose_name="主管单位")
    stage = models.CharField("环节", max_length=14, choices=ProjectStage.choices())
    year = models.PositiveSmallIntegerField("年度")
    base_score = models.DecimalField("评审得分", max_digits=6, decimal_places=2)
    variety_points = models.DecimalField("品种权加分", max_digits=5, decimal_places=2, default=0)
    variety_lines = models.JSONField("加分说明", default=list)
    total = models.DecimalField("总分", max_digits=6, decimal_places=2)
    evaluated_on = models.DateField("评价日")
    evaluated_by = models.CharField("评价人", max_length=100)

    class Meta:
        verbose_name = "农业科研项目评价"
        ordering = ["-year", "-total", "id"]
        constraints = [
            models.UniqueConstraint(fields=["title", "undertaker", "stage", "year"], name="project_evaluated_once")
        ]

    def __str__(self) -> str:
        return self.title
