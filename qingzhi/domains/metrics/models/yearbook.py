"""Yearbook tables on their way in: the file, what its heads mean, and the batch that it became."""

from django.db import models

from qingzhi.base.files.models import StoredFile

from .batch import ImportBatch


class YearbookTable(models.Model):
    """A table with years, regions or indicators as heads 「年鉴表」, kept while somebody says what the heads mean.

    `settings` is what was chosen for the table as a whole, `names` which indicator or region a head stands for.
    """

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    source = models.CharField("来源", max_length=500)
    published_on = models.DateField("公布日期", null=True, blank=True)
    settings = models.JSONField("设置", default=dict, blank=True)
    names = models.JSONField("名称对照", default=dict, blank=True)
    uploaded_by = models.CharField("上传人", max_length=100)
    uploaded_at = models.DateTimeField("上传时间")
    taken_at = models.DateTimeField("收入时间", null=True, blank=True)
    taken_by = models.CharField("收入人", max_length=100, blank=True)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, blank=True, related_name="yearbook_tables")

    class Meta:
        verbose_name = "年鉴表"
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~models.Q(source=""), name="yearbook_table_has_source")]

    def __str__(self) -> str:
        return self.file.name
