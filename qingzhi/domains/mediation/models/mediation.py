"""The dossier of a mediated dispute, its sessions, and who may not mediate it."""

from django.db import models

from qingzhi.base.identity.models import Body, Subject

from ..terms import Channel, Dispute, Field, Side
from .register import Mediator


class Mediation(models.Model):
    """The dossier of a mediated dispute 「知识产权纠纷调解」; amounts in yuan.

    The claimant's side is the case's applicant where it has an account; a side without one is entered at the desk from
    paper. `suspended` says that the case it arises from stands still for it and must go on when it ends. `current` is the
    envelope on which it waits at the court.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="mediation")
    channel = models.CharField("来源", max_length=10, choices=Channel.choices())
    source = models.ForeignKey("procedures.Case", models.PROTECT, null=True, blank=True, related_name="mediations")
    suspended = models.BooleanField("原办件因此中止", default=False)
    court = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    court_number = models.CharField("法院案号", max_length=60, blank=True)
    claimant = models.CharField("申请人", max_length=200)
    respondent = models.CharField("对方当事人", max_length=200)
    other = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="mediations_against")
    field = models.CharField("权利类型", max_length=12, choices=Field.choices())
    dispute = models.CharField("争议类型", max_length=16, choices=Dispute.choices())
    right = models.CharField("涉及权利", max_length=200, blank=True)
    facts = models.TextField("争议事项和请求")
    sum_in_dispute = models.DecimalField("争议金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    mediator = models.ForeignKey(Mediator, models.PROTECT, null=True, blank=True, related_name="mediations")
    drawn_by = models.CharField("抽取种子", max_length=64, blank=True)
    drawn_from = models.JSONField("抽取名单", default=list)
    received_on = models.DateField("调解员签收", null=True, blank=True)
    agreement = models.TextField("协议内容", blank=True)
    pays = models.DecimalField("给付金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    perform_by = models.DateField("履行期限", null=True, blank=True)
    screened = models.JSONField("筛查的事实", default=dict)
    signs = models.JSONField("筛查结果", default=list)
    barred = models.BooleanField("不得制作协议", default=False)
    document = models.CharField("协议书文号", max_length=60, blank=True)
    signed_claimant = models.CharField("申请人签字件摘要", max_length=64, blank=True)
    signed_respondent = models.CharField("对方签字件摘要", max_length=64, blank=True)
    effective_on = models.DateField("协议生效日", null=True, blank=True)
    applied_on = models.DateField("申请司法确认日", null=True, blank=True)
    ruling = models.CharField("司法确认裁定", max_length=100, blank=True)
    ruled_on = models.DateField("裁定日", null=True, blank=True)
    court_said = models.CharField("法院的理由", max_length=400, blank=True)
    breached_on = models.DateField("违约登记日", null=True, blank=True)
    breach = models.CharField("违约情况", max_length=1000, blank=True)
    asked_enforcement_on = models.DateField("申请强制执行日", null=True, blank=True)
    enforcement = models.CharField("执行案号", max_length=100, blank=True)
    enforced = models.DecimalField("执行到位（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    institution = models.CharField("仲裁机构", max_length=200, blank=True)
    current = models.ForeignKey("coordination.Handover", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "纠纷调解"
        indexes = [
            models.Index(fields=["effective_on"], name="mediation_effective"),
            models.Index(fields=["mediator"], name="mediation_of_mediator"),
        ]

    def __str__(self) -> str:
        return f"{self.claimant}与{self.respondent}{self.get_dispute_display()}"


class Session(models.Model):
    """A session 「调解笔录」: when, where, who came, what was said; rows are added, never changed."""

    mediation = models.ForeignKey(Mediation, models.CASCADE, related_name="sessions")
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=200)
    present = models.CharField("到场人员", max_length=300)
    record = models.TextField("笔录")
    written_by = models.CharField("记录", max_length=100)
    written_at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "调解笔录"
        ordering = ["held_on", "id"]

    def __str__(self) -> str:
        return f"{self.held_on} {self.place}"


class Exclusion(models.Model):
    """Who may not mediate this dispute any more: he stepped aside, or a side objected 「回避」."""

    mediation = models.ForeignKey(Mediation, models.CASCADE, related_name="exclusions")
    mediator = models.ForeignKey(Mediator, models.PROTECT, related_name="exclusions")
    by = models.CharField("提出", max_length=10, choices=Side.choices(), blank=True)  # empty: the mediator himself
    reason = models.CharField("理由", max_length=300)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "调解回避"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["mediation", "mediator"], name="mediator_excluded_once")]

    def __str__(self) -> str:
        return f"{self.mediator_id}:{self.reason}"
