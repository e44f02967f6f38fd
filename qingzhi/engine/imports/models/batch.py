"""Batches, the rows that were not taken, and the old values of what was changed."""

from django.db import models

from ..terms import BatchState
from .source import Feed


class Batch(models.Model):
    """One file on its way into a register 「导入批次」. `cursor` rows are settled: each chunk moves it in its own transaction."""

    kind = models.CharField("导入种类", max_length=60)
    feed = models.ForeignKey(Feed, models.PROTECT, null=True, blank=True, related_name="batches")
    file_name = models.CharField("文件名", max_length=255)
    file_sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    file_size = models.BigIntegerField("字节数")
    format = models.CharField("格式", max_length=20)
    data_as_of = models.DateField("数据截至")
    period = models.CharField("所属期", max_length=10, blank=True)
    licence = models.CharField("使用许可", max_length=200, blank=True)
    republish = models.JSONField("可公开字段", default=list, blank=True)
    understood = models.JSONField("读取结果", default=dict, blank=True)  # the layout: encoding, head
    columns = models.JSONField("列名对照", default=dict, blank=True)  # field → position of its column, from 0
    note = models.CharField("批次说明", max_length=300, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    state = models.CharField("状态", max_length=12, choices=BatchState.choices(), default=BatchState.PREPARED.value)
    row_total = models.PositiveIntegerField("总行数（估计）", null=True, blank=True)
    cursor = models.PositiveIntegerField("已处理行数", default=0)
    created_count = models.PositiveIntegerField("新增", default=0)
    updated_count = models.PositiveIntegerField("更新", default=0)
    unchanged_count = models.PositiveIntegerField("未变", default=0)
    older_count = models.PositiveIntegerField("较旧未采用", default=0)
    rejected_count = models.PositiveIntegerField("拒收", default=0)
    digest = models.CharField("行摘要链", max_length=64, blank=True)
    requested_at = models.DateTimeField("提交时间")
    requested_by = models.CharField("提交人", max_length=100)
    requested_by_id = models.BigIntegerField("提交人账号", null=True, blank=True)
    body_id = models.BigIntegerField("提交单位", null=True, blank=True)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    lease = models.CharField("办理进程", max_length=160, blank=True)
    failures = models.PositiveSmallIntegerField("连续失败次数", default=0)
    beat_at = models.DateTimeField("最近进展", null=True, blank=True)
    seconds = models.FloatField("累计用时（秒）", default=0)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    failure = models.CharField("中止原因", max_length=500, blank=True)
    rolled_back_at = models.DateTimeField("撤回时间", null=True, blank=True)
    rolled_back_by = models.CharField("撤回人", max_length=100, blank=True)
    rollback_reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "导入批次"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state__in=["waiting", "running"]), name="import_batch_open")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.file_name}"

    @property
    def code(self) -> str:
        """The number by which commands name it."""
        return f"{self.kind}-{self.pk}"

    @property
    def is_table(self) -> bool:
        """Whether its file has columns to map; records of XML and JSON name their fields themselves."""
        return self.format in ("csv", "xlsx", "xls")


class Rejection(models.Model):
    """A row that was not taken: where, why, and its cells as they stood, so that it can be corrected and sent again."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rejections")
    line = models.PositiveIntegerField("行")
    column = models.PositiveSmallIntegerField("列", default=0)
    column_name = models.CharField("列名", max_length=100, blank=True)
    content = models.CharField("内容", max_length=500, blank=True)
    reason = models.CharField("原因", max_length=300)
    cells = models.JSONField("整行", default=list)

    class Meta:
        verbose_name = "拒收行"
        ordering = ["line", "id"]

    def __str__(self) -> str:
        return f"{self.line}：{self.reason}"


class Change(models.Model):
    """The old values of a record that a batch changed, kept for taking the batch back."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="changes")
    model = models.CharField("表", max_length=60)
    object_id = models.BigIntegerField("记录")
    old = models.JSONField("原值")
    new = models.JSONField("新值", default=dict)

    class Meta:
        verbose_name = "批次更改"
        ordering = ["id"]
        indexes = [models.Index(fields=["model", "object_id"], name="import_change_of")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
