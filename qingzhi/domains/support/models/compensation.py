"""Transactions entered by hand until the exchange exists, and what is compensated after the fact."""

from django.db import models
from django.db.models import Q

from ..terms.awards import CompensationKind, JudgementKind, TransactionKind, TransactionSide


class RecordedTransaction(models.Model):
    """A transaction of rights 「交易记录」 with its contract and the proof that it was paid, entered by the office."""

    kind = models.CharField("种类", max_length=10, choices=TransactionKind.choices())
    contract_number = models.CharField("合同编号", max_length=80)
    filing_number = models.CharField("备案号", max_length=80, blank=True)
    signed_on = models.DateField("签订日")
    amount = models.DecimalField("合同金额（元）", max_digits=14, decimal_places=2)
    paid_amount = models.DecimalField("实际到账金额（元）", max_digits=14, decimal_places=2)
    paid_on = models.DateField("到账日", null=True, blank=True)
    giver = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", verbose_name="出让、许可、出质方")
    taker = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", verbose_name="受让、被许可、出资方")
    operator = models.ForeignKey(
        "parties.Party", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="运营机构"
    )
    rights = models.ManyToManyField("rights.Right", related_name="+", verbose_name="权利")
    source = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.CharField("登记人", max_length=100)
    void_on = models.DateField("作废日", null=True, blank=True)
    void_why = models.CharField("作废理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "交易记录"
        ordering = ["-signed_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "contract_number"], name="transaction_recorded_once"),
            models.CheckConstraint(condition=Q(amount__gte=0) & Q(paid_amount__gte=0), name="transaction_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{TransactionKind(self.kind).label} {self.contract_number}"


class CompensationApplication(models.Model):
    """An application for compensation after the fact 「事后补偿」: the dossier of its case.

    A transaction is compensated once for each side; enforcement costs by the fees that were approved, less what the
    damages covered. `lines` is the computation as it was made.
    """

    case = models.OneToOneField("procedures.Case", models.CASCADE, related_name="compensation_application")
    kind = models.CharField("种类", max_length=12, choices=CompensationKind.choices())
    holder = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", verbose_name="申请人")
    transaction = models.ForeignKey(
        RecordedTransaction, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name="交易"
    )
    side = models.CharField("交易地位", max_length=10, choices=TransactionSide.choices(), blank=True)
    right = models.ForeignKey(
        "rights.Right", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="权利"
    )
    judgement_kind = models.CharField("生效文书", max_length=14, choices=JudgementKind.choices(), blank=True)
    judgement_number = models.CharField("文书编号", max_length=100, blank=True)
    judgement_on = models.DateField("生效日", null=True, blank=True)
    infringement_found = models.BooleanField("认定侵权成立", default=False)
    lawyer_fee = models.DecimalField("律师费（元）", max_digits=12, decimal_places=2, default=0)
    notary_fee = models.DecimalField("公证费（元）", max_digits=12, decimal_places=2, default=0)
    appraisal_fee = models.DecimalField("鉴定费（元）", max_digits=12, decimal_places=2, default=0)
    covered = models.DecimalField("赔偿已覆盖的合理开支（元）", max_digits=12, decimal_places=2, default=0)
    approved_fees = models.DecimalField("核定费用（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    lines = models.JSONField("计算过程", default=list)
    computed = models.DecimalField("补偿金额（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    programme = models.ForeignKey(
        "funds.Programme", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="资金专项"
    )
    paid_on = models.DateField("拨付日", null=True, blank=True)

    class Meta:
        verbose_name = "事后补偿申请"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="transaction", transaction__isnull=False) | Q(kind="enforcement", transaction=None),
                name="compensation_has_its_ground",
            ),
        ]

    def __str__(self) -> str:
        return CompensationKind(self.kind).label
