"""Who complained: sealed, and who was allowed to read it."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Subject

from .complaint import Complaint


class Reporter(models.Model):
    """Who complained 「举报人」, as ciphertext under a key of its own; `subject` is the nameless anchor of that key.

    There is no row for an anonymous complaint. Destroying the key erases who it was; the complaint stays.
    """

    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="reporter")
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="+")
    name_sealed = models.BinaryField("姓名（密文）")
    contact_sealed = models.BinaryField("联系方式（密文）")

    class Meta:
        verbose_name = "举报人"

    def __str__(self) -> str:
        return f"举报人（第{self.complaint_id}件）"


class IdentityRequest(models.Model):
    """Somebody asks to read who complained 「查看举报人身份」: with a purpose, allowed by another, for hours that a dated row sets."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="identity_requests")
    purpose = models.CharField("用途", max_length=300)
    basis = models.CharField("依据", max_length=300)
    asked_by_id = models.BigIntegerField("申请账号")
    asked_by = models.CharField("申请人", max_length=100)
    asked_at = models.DateTimeField("申请时间")
    decided_by_id = models.BigIntegerField("批准账号", null=True, blank=True)
    decided_by = models.CharField("批准人", max_length=100, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    allowed = models.BooleanField("同意", null=True, blank=True)
    answer = models.CharField("意见", max_length=300, blank=True)
    ends_at = models.DateTimeField("截止", null=True, blank=True)
    times_read = models.PositiveSmallIntegerField("查看次数", default=0)

    class Meta:
        verbose_name = "查看举报人身份申请"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by_id=None) | ~Q(decided_by_id=F("asked_by_id")), name="identity_allowed_by_another"
            ),
            models.UniqueConstraint(
                fields=["complaint", "asked_by_id"], condition=Q(decided_at=None), name="one_open_identity_request"
            ),
        ]

    def __str__(self) -> str:
        return f"查看身份申请{self.pk}"
