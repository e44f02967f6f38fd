"""An enterprise asks for an account."""

from django.db import models
from django.db.models import Q

from .account import User
from .mandate import Mandate


class AccountApplication(models.Model):
    """An enterprise asks for an account of its clerk 「企业账号申请」: which, who, why, and what became of it.

    `received_at` is the machine's time, by which an address may ask only so often; `address` is forgotten with the decision.
    """

    class State(models.TextChoices):
        PENDING = "pending", "待审批"
        APPROVED = "approved", "已批准"
        REFUSED = "refused", "未批准"

    receipt = models.CharField("回执号", max_length=20, unique=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18)
    name = models.CharField("企业名称", max_length=200)
    contact = models.CharField("经办人", max_length=100)
    phone = models.CharField("联系电话", max_length=40)
    email = models.EmailField("电子邮箱", blank=True)
    reason = models.CharField("申请事由", max_length=500)
    state = models.CharField("状态", max_length=10, choices=State.choices, default="pending")
    address = models.CharField("来源地址", max_length=64, blank=True)
    submitted_at = models.DateTimeField("提交时间")
    received_at = models.DateTimeField("收到时间")
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decision_note = models.CharField("审批意见", max_length=500, blank=True)
    mandate = models.OneToOneField(Mandate, models.PROTECT, null=True, blank=True, related_name="application")

    class Meta:
        verbose_name = "企业账号申请"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code", "contact"], condition=Q(state="pending"), name="one_pending_application"
            ),
            models.CheckConstraint(
                condition=Q(state="approved", mandate__isnull=False) | (~Q(state="approved") & Q(mandate=None)),
                name="approved_application_has_mandate",
            ),
        ]
        indexes = [
            models.Index(fields=["address", "received_at"], name="application_by_address"),
            models.Index(fields=["state", "submitted_at"], name="application_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.contact}"

    @property
    def is_pending(self) -> bool:
        return self.state == self.State.PENDING
