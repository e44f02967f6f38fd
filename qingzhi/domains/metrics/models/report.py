"""Reports: outlines as dated data, editions drawn from frozen figures, and their blocks with what was written by hand."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Body
from qingzhi.engine.documents.models import IssuedDocument

from ..rules.periods import read_period
from ..terms.report import BlockKind, ReportState


class ReportOutline(models.Model):
    """An outline 「报告大纲」: chapters and blocks as data, in force from when to when (end exclusive)."""

    code = models.SlugField("代码", max_length=40)
    name = models.CharField("名称", max_length=80)
    span = models.CharField("时期", max_length=10)
    spec = models.JSONField("大纲")
    source = models.CharField("依据", max_length=500)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "报告大纲"
        ordering = ["position", "code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="outline_dated_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="outline_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """One edition of a report 「报告」. Once issued it is locked: `content` keeps everything that it says, with every figure's
    code; a later edition is a row of its own.
    """

    outline = models.ForeignKey(ReportOutline, models.PROTECT, related_name="reports", verbose_name="大纲")
    code = models.SlugField("报告", max_length=40)
    period = models.CharField("时期", max_length=24)
    region_code = models.CharField("地区", max_length=12)
    edition = models.PositiveSmallIntegerField("版次", default=1)
    title = models.CharField("标题", max_length=200)
    state = models.CharField("状态", max_length=10, choices=ReportState.choices(), default=ReportState.DRAFT.value)
    body = models.ForeignKey(Body, models.PROTECT, related_name="reports", verbose_name="编制单位")
    drafted_by = models.CharField("起草人", max_length=100)
    drafted_at = models.DateTimeField("起草时间")
    drawn_at = models.DateTimeField("取数时间")
    missing = models.JSONField("缺数", default=list, blank=True)
    submitted_by = models.CharField("送审人", max_length=100, blank=True)
    submitted_at = models.DateTimeField("送审时间", null=True, blank=True)
    returned_by = models.CharField("退回人", max_length=100, blank=True)
    return_reason = models.CharField("退回意见", max_length=500, blank=True)
    issued_by = models.CharField("签发人", max_length=100, blank=True)
    issued_at = models.DateTimeField("签发时间", null=True, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    is_public = models.BooleanField("对外公开", default=False)
    content = models.JSONField("印发内容", default=dict, blank=True)
    document = models.OneToOneField(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公文"
    )
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        verbose_name = "报告"
        ordering = ["-period", "outline__position", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["code", "region_code", "period", "edition"], name="report_edition_once"),
            models.UniqueConstraint(
                fields=["code", "region_code", "period"], condition=~Q(state="issued"), name="one_report_in_preparation"
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(issued_on__isnull=False, document__isnull=False),
                name="issued_report_is_a_document",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:
        """Save; an issued edition is never written again."""
        if self.pk and Report.objects.filter(pk=self.pk, state=ReportState.ISSUED).exists():
            raise ValueError("an issued report does not change; a new edition is drafted")
        super().save(*args, **options)

    @property
    def period_text(self) -> str:
        """The period in words."""
        return read_period(self.period).label


class ReportBlock(models.Model):
    """A block of an edition: what was computed, the codes of the figures it stands on, and what was written by hand instead.

    `hand_codes` are the codes that the hand saw: where today's differ, the block is shown as standing on changed figures.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="blocks")
    key = models.SlugField("标识", max_length=60)
    chapter = models.PositiveSmallIntegerField("章")
    position = models.PositiveIntegerField("次序")
    kind = models.CharField("种类", max_length=10, choices=BlockKind.choices())
    heading = models.CharField("标题", max_length=200, blank=True)
    computed = models.JSONField("计算内容", default=dict, blank=True)
    codes = models.JSONField("依据的冻结数", default=list, blank=True)
    hand = models.TextField("手工文字", blank=True)
    hand_codes = models.JSONField("手工文字依据的冻结数", default=list, blank=True)
    edited_by = models.CharField("修改人", max_length=100, blank=True)
    edited_at = models.DateTimeField("修改时间", null=True, blank=True)
    is_own = models.BooleanField("自拟段落", default=False)
    is_left_out = models.BooleanField("不印", default=False)
    is_dropped = models.BooleanField("大纲已无此段", default=False)
    revision = models.PositiveIntegerField("修改次数", default=0)

    class Meta:
        verbose_name = "报告段落"
        ordering = ["chapter", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="block_once_in_report")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.key}"
