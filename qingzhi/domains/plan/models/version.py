"""A version of a plan: its text and what was understood of it."""

from django.db import models

from qingzhi.base.files.models import StoredFile

from ..terms import VersionState
from .plan import Plan


class PlanVersion(models.Model):
    """One version 「规划版本」. A draft is corrected; once published nothing of it changes, and a hash proves it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本号")
    state = models.CharField("状态", max_length=12, choices=VersionState.choices(), default=VersionState.DRAFT.value)
    title = models.CharField("标题", max_length=300)
    document_number = models.CharField("文号", max_length=100, blank=True)
    issuer = models.CharField("发文机关", max_length=200, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    period_from = models.PositiveSmallIntegerField("起始年", null=True, blank=True)
    period_to = models.PositiveSmallIntegerField("终止年", null=True, blank=True)
    text = models.TextField("正文")
    source_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    compiled_sha256 = models.CharField("正文 SHA-256", max_length=64, db_index=True)
    made_at = models.DateTimeField("建立时间")
    made_by = models.CharField("建立人", max_length=100)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    published_by = models.CharField("发布人", max_length=100, blank=True)
    content_hash = models.CharField("内容哈希", max_length=80, blank=True)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="derived")

    class Meta:
        verbose_name = "规划版本"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(state="published"), name="plan_one_published_version"
            ),
            models.UniqueConstraint(fields=["plan"], condition=models.Q(state="draft"), name="plan_one_draft"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第 {self.number} 版）"

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT
