"""The ledger: balances that refuse to go below zero, claims, journals and entries that nothing changes afterwards."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.lookups import Exact

from qingzhi.base.identity.models import Subject

from ..terms import Account, Posting
from .money import MoneyField, money
from .programme import ProgrammeLine

CLAIMED = ("reserved", "committed", "batched", "paid", "clawed_back", "refunded")


class LineBalance(models.Model):
    """What stands in each account of a line: moved by conditional updates alone, checked by the database.

    Signed as the entries are: what was appropriated or carried in stands with a minus, so that the row sums to zero.
    """

    line = models.OneToOneField(ProgrammeLine, models.PROTECT, related_name="balance", primary_key=True)
    appropriated = money(Account.APPROPRIATED.label)
    available = money(Account.AVAILABLE.label)
    reserved = money(Account.RESERVED.label)
    committed = money(Account.COMMITTED.label)
    paid = money(Account.PAID.label)
    clawed_back = money(Account.CLAWED_BACK.label)
    refunded = money(Account.REFUNDED.label)
    carried = money(Account.CARRIED.label)

    class Meta:
        verbose_name = "资金余额"
        constraints = [
            models.CheckConstraint(
                condition=Q(available__gte=0, reserved__gte=0, committed__gte=0, paid__gte=0)
                & Q(clawed_back__gte=0, refunded__gte=0, appropriated__lte=0),
                name="line_never_overdrawn",
            ),
            models.CheckConstraint(
                condition=Exact(
                    F("appropriated") + F("available") + F("reserved") + F("committed")
                    + F("paid") + F("clawed_back") + F("refunded") + F("carried"),
                    Value(0),
                ),
                name="line_sums_to_zero",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"资金余额 {self.pk}"


class Claim(models.Model):
    """What one record has on one line 「用款事项」: reserved, committed, paid, to be given back, given back.

    `batched` is the part of `committed` that stands in a payment batch which is not issued yet.
    """

    line = models.ForeignKey(ProgrammeLine, models.PROTECT, related_name="claims", verbose_name="资金项")
    subject_kind = models.CharField("对象类别", max_length=80)
    subject_id = models.CharField("对象编号", max_length=64)
    label = models.CharField("事项", max_length=300)
    url = models.CharField("办理地址", max_length=300, blank=True)
    payee = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="claims_paid", verbose_name="收款人"
    )
    region_code = models.CharField("地区", max_length=12, blank=True)
    reserved = money(Account.RESERVED.label)
    committed = money(Account.COMMITTED.label)
    batched = money("其中：在支付批次中")
    paid = money(Account.PAID.label)
    clawed_back = money(Account.CLAWED_BACK.label)
    refunded = money("已退回")
    committed_by = models.BigIntegerField("承诺人", null=True, blank=True)
    committed_on = models.DateField("承诺日期", null=True, blank=True)
    due_on = models.DateField("应拨付日期", null=True, blank=True)
    due_explained = models.JSONField("期限的计算", default=list, blank=True)
    opened_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "用款事项"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "subject_kind", "subject_id", "payee"], name="claim_once_per_payee"
            ),
            models.UniqueConstraint(
                fields=["line", "subject_kind", "subject_id"], condition=Q(payee=None), name="claim_once_without_payee"
            ),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, committed__gte=0, batched__gte=0, paid__gte=0)
                & Q(clawed_back__gte=0, refunded__gte=0, batched__lte=F("committed")),
                name="claim_never_overdrawn",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="claim_of_subject"),
            models.Index(fields=["due_on"], condition=Q(committed__gt=0), name="claim_to_pay"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def payable(self) -> Decimal:
        """What is committed and in no batch yet."""
        return self.committed - self.batched


class Journal(models.Model):
    """One posting 「凭证」: never changed, never deleted (the database refuses it); a mistake is reversed by another."""

    line = models.ForeignKey(ProgrammeLine, models.PROTECT, related_name="journals", verbose_name="资金项")
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, blank=True, related_name="journals", verbose_name="用款事项"
    )
    kind = models.CharField("凭证类型", max_length=12, choices=Posting.choices())
    amount = MoneyField("金额")
    on = models.DateField("记账日期")
    at = models.DateTimeField("记账时间")
    key = models.CharField("幂等键", max_length=120, unique=True)
    document_number = models.CharField("文号或凭证号", max_length=120, blank=True)
    note = models.CharField("摘要", max_length=500, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal", verbose_name="冲销"
    )
    by = models.CharField("经办", max_length=100)
    by_subject = models.BigIntegerField("经办人", null=True, blank=True)

    class Meta:
        verbose_name = "凭证"
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="journal_moves_something")]

    def __str__(self) -> str:
        return f"第{self.pk}号凭证"


class Entry(models.Model):
    """One side of a journal 「分录」; the entries of a journal sum to zero."""

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="entries")
    account = models.CharField("科目", max_length=12, choices=Account.choices())
    amount = MoneyField("金额")

    class Meta:
        verbose_name = "分录"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["journal", "account"], name="entry_once_per_account")]

    def __str__(self) -> str:
        return f"{self.get_account_display()} {self.amount}"
