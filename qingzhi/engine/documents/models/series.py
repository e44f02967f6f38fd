"""Series of document numbers."""

from django.db import models

from qingzhi.base.identity.models import Body

from ..rules.numbering import DocumentNumber
from ..terms import NumberForm


class DocumentSeries(models.Model):
    """A series 「发文字号系列」 of one body: its prefix 「机关代字」 and a running number from 1 in each year."""

    code = models.SlugField("代码", max_length=60, unique=True)
    title = models.CharField("名称", max_length=100)
    prefix = models.CharField("机关代字", max_length=20, blank=True)
    form = models.CharField(
        "字号形式",
        max_length=8,
        choices=[(each.value, each.label) for each in NumberForm],
        default=NumberForm.NUMBER.value,
    )
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="document_series")
    retired_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "发文字号系列"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["prefix"], condition=models.Q(form="number"), name="one_series_per_prefix")
        ]

    def __str__(self) -> str:
        return self.title

    def written(self, year: int, sequence: int) -> str:
        """The number as it is printed: 青知联办〔2018〕3号 or 第3期."""
        if self.form == NumberForm.ISSUE:
            return f"第{sequence}期"
        return str(DocumentNumber(self.prefix, year, sequence))
