"""Searches that a person keeps."""

from django.db import models


class SavedSearch(models.Model):
    """A search under a name 「保存的检索」, of one account."""

    user_id = models.BigIntegerField("账号", db_index=True)
    name = models.CharField("名称", max_length=100)
    query = models.CharField("检索式", max_length=500)
    filters = models.JSONField("筛选", default=dict, blank=True)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "保存的检索"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
