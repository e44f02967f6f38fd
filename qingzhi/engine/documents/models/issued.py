"""Documents that have been issued. A draft is the domain's own affair: it has no row here and no number."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body, Subject

from ..kinds import kind_title
from ..terms import Standing
from .series import DocumentSeries
from .template import TemplateVersion


class IssuedDocument(models.Model):
    """One version of an issued document: number, file, code by which anybody can check it, and whether it still counts.

    All versions of a document share series, year and sequence; the numbers of a year have neither gaps nor doubles.
    `addressee` is a party or person outside the administration who may see it; `template` the office's own, if one was used.
    """

    kind = models.CharField("文种", max_length=60, db_index=True)
    series = models.ForeignKey(DocumentSeries, models.PROTECT, related_name="documents")
    year = models.PositiveSmallIntegerField("年份")
    sequence = models.PositiveIntegerField("序号")
    version = models.PositiveSmallIntegerField("版本", default=1)
    number = models.CharField("发文字号", max_length=60, db_index=True)
    title = models.CharField("标题", max_length=200)
    subject_kind = models.CharField("对象类别", max_length=80, blank=True)
    subject_id = models.CharField("对象编号", max_length=64, blank=True)
    url = models.CharField("所属事项地址", max_length=300, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="issued_documents", verbose_name="发文单位")
    recipients = models.ManyToManyField(Body, related_name="received_documents", verbose_name="主送单位", blank=True)
    addressee = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="addressed_documents", verbose_name="收文主体"
    )
    template = models.ForeignKey(
        TemplateVersion, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="文书模板"
    )
    signed_by = models.CharField("签发人", max_length=100, blank=True)
    issued_on = models.DateField("成文日期")
    issued_at = models.DateTimeField("制发时间")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField("SHA-256", max_length=64)
    content_hash = models.CharField("内容摘要", max_length=64)
    verification_code = models.CharField("核验码", max_length=12, unique=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    superseded_on = models.DateField("重新制发日期", null=True, blank=True)
    change_reason = models.CharField("重新制发的理由", max_length=300, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "公文"
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "sequence", "version"], name="one_document_per_number"),
            models.CheckConstraint(condition=Q(sequence__gte=1, version__gte=1), name="document_numbers_from_one"),
            models.CheckConstraint(
                condition=Q(version=1, replaces=None) | Q(version__gt=1, replaces__isnull=False),
                name="later_version_replaces_one",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_reason="")
                | (Q(withdrawn_on__gte=F("issued_on")) & ~Q(withdrawn_reason="")),
                name="withdrawn_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="document_of_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def standing(self) -> Standing:
        if self.withdrawn_on:
            return Standing.WITHDRAWN
        return Standing.SUPERSEDED if self.superseded_on else Standing.VALID

    @property
    def kind_title(self) -> str:
        return kind_title(self.kind)
