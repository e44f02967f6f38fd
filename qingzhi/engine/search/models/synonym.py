"""Words that mean the same when somebody searches."""

from django.db import models


class SynonymGroup(models.Model):
    """A group of words 「同义词」 of which each finds all, with where that is from; loaded as data."""

    words = models.JSONField("词语")
    source = models.CharField("来源", max_length=200)

    class Meta:
        verbose_name = "同义词"
        ordering = ["id"]

    def __str__(self) -> str:
        return "、".join(self.words)
