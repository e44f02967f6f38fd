"""Rewards for reporters: who is paid is sealed."""

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Subject

from ..terms.rewards import RewardGrade
from .complaint import Complaint
from .decision import Decision


class RewardCase(models.Model):
    """The dossier of a reward 「举报奖励」 for a complaint that led to an effective decision; amounts in yuan.

    `payee` is the nameless anchor under whose key the account is sealed; nothing here says who complained. `void` frees complaint and
    decision for another one: none of them is rewarded twice. `told` is what the table answered, with row and source.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="reward")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="rewards")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="rewards")
    grade = models.CharField("奖励等级", max_length=8, choices=RewardGrade.choices())
    base = models.DecimalField("罚没款（元）", max_digits=14, decimal_places=2)
    amount = models.DecimalField("奖励金额（元）", max_digits=14, decimal_places=2)
    told = models.JSONField("计算依据", default=dict)
    reason = models.CharField("奖励理由", max_length=500)
    proposed_by_id = models.BigIntegerField("提出账号", null=True, blank=True)
    proposed_by = models.CharField("提出人", max_length=100)
    programme = models.ForeignKey("funds.Programme", models.PROTECT, null=True, blank=True, related_name="+")
    payee = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="+")
    account_sealed = models.BinaryField("收款账户（密文）", null=True, blank=True)
    claimed_at = models.DateTimeField("领取申请时间", null=True, blank=True)
    voucher = models.CharField("付款凭证号", max_length=120, blank=True)
    paid_on = models.DateField("发放日期", null=True, blank=True)
    void = models.BooleanField("未成立", default=False)

    class Meta:
        verbose_name = "举报奖励"
        constraints = [
            models.UniqueConstraint(fields=["complaint"], condition=Q(void=False), name="complaint_rewarded_once"),
            models.UniqueConstraint(fields=["decision"], condition=Q(void=False), name="decision_rewarded_once"),
        ]

    def __str__(self) -> str:
        return f"举报奖励{self.pk}"
