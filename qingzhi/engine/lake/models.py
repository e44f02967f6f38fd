"""The outbox of the lake: which records changed since the last refresh."""

from django.db import models


class LakeChange(models.Model):
    """Records of a kind that changed: a run of ids from `first_id` to `last_id`, both included."""

    kind = models.CharField("种类", max_length=40)
    first_id = models.BigIntegerField("首")
    last_id = models.BigIntegerField("末")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "待更新数据湖"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id}—{self.last_id}"
