"""Batches of imported figures."""

from django.db import models


class ImportBatch(models.Model):
    """One file that was taken in 「导入批次」: its hash, its counts, and whether it was taken back."""

    file_name = models.CharField("文件名", max_length=255)
    file_sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    note = models.CharField("批次说明", max_length=300, blank=True)
    row_count = models.PositiveIntegerField("数据行")
    created_count = models.PositiveIntegerField("新增")
    updated_count = models.PositiveIntegerField("更正")
    unchanged_count = models.PositiveIntegerField("未变")
    rejected_count = models.PositiveIntegerField("拒收")
    imported_at = models.DateTimeField("导入时间")
    imported_by = models.CharField("导入人", max_length=100)
    rolled_back_at = models.DateTimeField("撤回时间", null=True, blank=True)
    rolled_back_by = models.CharField("撤回人", max_length=100, blank=True)
    rollback_reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "导入批次"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.code} {self.file_name}"

    @property
    def code(self) -> str:
        """The number by which commands name it."""
        return f"statistics-{self.pk}"
