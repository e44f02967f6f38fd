"""The dossier of a subsidy: who asks for which rights, what was computed line by line, what was decided and paid."""

from django.db import models

from ..terms import Act, ClaimState, SubsidyType
from .call import Call


class SubsidyApplication(models.Model):
    """An application 「资助申报」, one-to-one with its case. Amounts repeat the sums of its claims.

    `account_sealed` (bank and account) and the contact are ciphertext under the applicant's key, opened for payment only.
    `size` and `size_reason` keep what the size test said on the day of filing; `computed_on` the day of the last computation.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="subsidy")
    call = models.ForeignKey(Call, models.PROTECT, related_name="applications", verbose_name="申报通知")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", verbose_name="申报单位")
    party_name = models.CharField("申报时名称", max_length=200)
    region_code = models.CharField("地区", max_length=12, blank=True)
    size = models.CharField("企业规模", max_length=8, blank=True)
    size_reason = models.CharField("划型依据", max_length=300, blank=True)
    contact_sealed = models.BinaryField("联系人（密文）", null=True, blank=True)
    account_sealed = models.BinaryField("收款账户（密文）", null=True, blank=True)
    account_tail = models.CharField("账号末四位", max_length=4, blank=True)
    promised_on = models.DateField("承诺日期", null=True, blank=True)
    credit_answers = models.TextField("信用核查", blank=True)
    precheck_opinion = models.CharField("市州初审意见", max_length=300, blank=True)
    corrections = models.PositiveSmallIntegerField("补正次数", default=0)
    correction_text = models.TextField("补正要求", blank=True)
    amount_computed = models.DecimalField("核定金额（元）", max_digits=14, decimal_places=2, default=0)
    amount_granted = models.DecimalField("资助金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    amount_recovered = models.DecimalField("已追回（元）", max_digits=14, decimal_places=2, default=0)
    computed_on = models.DateField("核算日期", null=True, blank=True)
    publication = models.ForeignKey(
        "publication.Publication", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公示"
    )
    objection = models.CharField("异议处理", max_length=500, blank=True)
    result = models.ForeignKey(
        "publication.Publication", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="结果公告"
    )
    meeting = models.CharField("决定会议", max_length=200, blank=True)
    meeting_on = models.DateField("会议日期", null=True, blank=True)
    decision_number = models.CharField("决定文号", max_length=100, blank=True)
    paid_on = models.DateField("拨付日期", null=True, blank=True)
    voucher = models.CharField("拨款凭证", max_length=100, blank=True)
    received_on = models.DateField("到账确认", null=True, blank=True)

    class Meta:
        verbose_name = "资助申报"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paid_on=None) | models.Q(amount_granted__isnull=False), name="paid_after_decision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party_name} {self.call}"


class Claim(models.Model):
    """One act of one right that is asked for; number and title stand as they were, the right is the register's."""

    application = models.ForeignKey(SubsidyApplication, models.CASCADE, related_name="claims")
    right = models.ForeignKey("rights.Right", models.PROTECT, related_name="+")
    kind = models.CharField("权利种类", max_length=10)
    number = models.CharField("号码", max_length=40)
    number_shown = models.CharField("号码（书写形式）", max_length=48)
    title = models.CharField("名称", max_length=500)
    type = models.CharField("权利类型", max_length=20, choices=SubsidyType.choices())
    act = models.CharField("资助事项", max_length=12, choices=Act.choices())
    part = models.CharField("年度或国别", max_length=20, blank=True)
    act_on = models.DateField("日期", null=True, blank=True)
    official_fee = models.DecimalField("官费（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    other_grants = models.DecimalField("其他级别已获资助（元）", max_digits=12, decimal_places=2, default=0)
    amount = models.DecimalField("核定金额（元）", max_digits=12, decimal_places=2, default=0)
    reason = models.CharField("说明", max_length=300, blank=True)
    struck = models.CharField("异议后剔除", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=ClaimState.choices(), default=ClaimState.ASKED.value)

    class Meta:
        verbose_name = "申报事项"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "right", "act", "part"], name="claim_once_in_application")
        ]
        indexes = [models.Index(fields=["kind", "number"], name="claim_of_number")]

    def __str__(self) -> str:
        return f"{self.number_shown} {self.get_act_display()}"


class ComputationLine(models.Model):
    """One line of a computation that is kept: what was asked, what bounded, by which row of which table, from which source."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField("次序")
    code = models.CharField("代码", max_length=20)
    label = models.CharField("项目", max_length=60)
    asked = models.CharField("计算", max_length=300)
    value = models.DecimalField("金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    binding = models.BooleanField("起作用", default=False)
    row = models.CharField("规则行", max_length=80, blank=True)
    source = models.CharField("来源", max_length=300, blank=True)

    class Meta:
        verbose_name = "核算明细"
        ordering = ["claim", "position"]
        constraints = [models.UniqueConstraint(fields=["claim", "position"], name="computation_line_in_place")]

    def __str__(self) -> str:
        return f"{self.label} {self.asked}"
