"""Trials of drafts on past cases."""

from django.db import models

from .case import DecidedCase
from .version import TableVersion


class Trial(models.Model):
    """A trial 「试算」 of a version's rows (`digest`) on the cases decided until then: how many come out differently."""

    version = models.ForeignKey(TableVersion, verbose_name="版本", on_delete=models.CASCADE, related_name="trials")
    digest = models.CharField("内容摘要", max_length=64)
    tried_by = models.CharField("试算人", max_length=100)
    tried_at = models.DateTimeField("试算时间")
    cases = models.PositiveIntegerField("事项数")
    same = models.PositiveIntegerField("结果相同")
    differing = models.PositiveIntegerField("结果不同")
    failing = models.PositiveIntegerField("无法得出结果")
    is_cut = models.BooleanField("只试算了最近的事项", default=False)
    totals = models.JSONField("合计", default=list)

    class Meta:
        verbose_name = "决策表试算"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.version} 试算"


class TrialDifference(models.Model):
    """A past case that would come out differently: what was decided, what would be, and why."""

    trial = models.ForeignKey(Trial, verbose_name="试算", on_delete=models.CASCADE, related_name="differences")
    case = models.ForeignKey(DecidedCase, verbose_name="事项", on_delete=models.CASCADE)
    before = models.TextField("原结果", blank=True)
    after = models.TextField("新结果", blank=True)
    rows_before = models.CharField("原命中行", max_length=200, blank=True)
    rows_after = models.CharField("新命中行", max_length=200, blank=True)
    why = models.TextField("原因", blank=True)
    is_failure = models.BooleanField("无法得出结果", default=False)

    class Meta:
        verbose_name = "试算差异"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case}"
