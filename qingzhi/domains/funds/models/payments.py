"""Payees' accounts, payment batches, and by what execution is judged."""

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Body, Subject

from ..terms import BatchState, ItemState
from .ledger import Claim, Journal
from .money import MoneyField
from .programme import Programme


class PayeeAccount(models.Model):
    """A payee's bank account: the number is ciphertext under the payee's key; each reading of it is logged."""

    payee = models.ForeignKey(Subject, models.PROTECT, related_name="bank_accounts", verbose_name="收款人")
    holder_name = models.CharField("户名", max_length=200)
    bank_name = models.CharField("开户银行", max_length=200)
    number_sealed = models.BinaryField("账号（密文）")
    fingerprint = models.CharField("账号指纹", max_length=64, db_index=True)
    valid_from = models.DateField("启用")
    valid_to = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "收款账户"
        constraints = [
            models.UniqueConstraint(fields=["payee"], condition=Q(valid_to=None), name="one_account_in_force")
        ]

    def __str__(self) -> str:
        return f"{self.holder_name} {self.bank_name}"


class PaymentBatch(models.Model):
    """A payment batch 「支付批次」: made by one person, checked and issued by another, settled by the bank's receipts."""

    number = models.CharField("批次号", max_length=40, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    sequence = models.PositiveIntegerField("序号")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="batches", verbose_name="专项")
    body = models.ForeignKey(Body, models.PROTECT, related_name="payment_batches", verbose_name="付款单位")
    state = models.CharField("状态", max_length=10, choices=BatchState.choices(), default="made")
    note = models.CharField("摘要", max_length=300, blank=True)
    made_at = models.DateTimeField("编制时间")
    made_by = models.CharField("编制人", max_length=100)
    made_by_subject = models.BigIntegerField("编制人编号", null=True, blank=True)
    issued_at = models.DateTimeField("送付时间", null=True, blank=True)
    issued_by = models.CharField("复核人", max_length=100, blank=True)
    issued_by_subject = models.BigIntegerField("复核人编号", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    request_key = models.CharField("请求标识", max_length=60, unique=True)

    class Meta:
        verbose_name = "支付批次"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["year", "sequence"], name="batch_number_once")]

    def __str__(self) -> str:
        return self.number


class PaymentItem(models.Model):
    """One payment of a batch, with its voucher number."""

    batch = models.ForeignKey(PaymentBatch, models.PROTECT, related_name="items")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="payments", verbose_name="用款事项")
    account = models.ForeignKey(PayeeAccount, models.PROTECT, related_name="payments", verbose_name="收款账户")
    voucher = models.CharField("凭证号", max_length=60, unique=True)
    amount = MoneyField("金额")
    state = models.CharField("状态", max_length=10, choices=ItemState.choices(), default="waiting")
    journal = models.OneToOneField(Journal, models.PROTECT, null=True, blank=True, related_name="payment")
    settled_on = models.DateField("回单日期", null=True, blank=True)
    reason = models.CharField("退票原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "付款"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state__in=["waiting", "sent"]), name="claim_in_one_open_batch"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_pays_something"),
        ]

    def __str__(self) -> str:
        return self.voucher


class PaceRule(models.Model):
    """From how many points behind the time execution is amber or red 「执行进度标准」; dated, end exclusive."""

    warn_gap = models.DecimalField("偏慢线", max_digits=5, decimal_places=1)
    late_gap = models.DecimalField("滞后线", max_digits=5, decimal_places=1)
    valid_from = models.DateField("起", unique=True)
    valid_to = models.DateField("止", null=True, blank=True)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "执行进度标准"
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"自 {self.valid_from} 起的执行进度标准"
