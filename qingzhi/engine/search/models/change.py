"""The outbox of the index: which records changed, written in the action's own transaction."""

from django.db import models


class IndexChange(models.Model):
    """Records of a source that changed: a run of ids from `first_id` to `last_id`, both included.

    A row is deleted once the index holds the change. While the index is built anew, a change that the old one already
    holds is only marked `is_applied`, so that the new one takes it too. What could not be read is tried again later.
    """

    kind = models.CharField("种类", max_length=40)
    first_id = models.BigIntegerField("首")
    last_id = models.BigIntegerField("末")
    at = models.DateTimeField("时间")
    is_applied = models.BooleanField("已更新现用索引", default=False)
    error = models.CharField("未能更新的原因", max_length=300, blank=True, default="")
    failed_at = models.DateTimeField("最近未成功", null=True, blank=True)

    class Meta:
        verbose_name = "待更新索引"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id}—{self.last_id}"

    @property
    def size(self) -> int:
        """How many ids the run holds."""
        return self.last_id - self.first_id + 1
