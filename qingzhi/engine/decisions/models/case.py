"""What was decided: the facts of every decided case, so that a draft can be tried on them."""

from django.db import models

from .version import TableVersion


class DecidedCase(models.Model):
    """The latest decision of a table about one record: its facts, what came out, by which rows of which version."""

    table = models.CharField("决策表", max_length=80)
    version = models.ForeignKey(TableVersion, verbose_name="版本", on_delete=models.PROTECT)
    subject_kind = models.CharField("对象类别", max_length=80)
    subject_id = models.CharField("对象编号", max_length=64)
    label = models.CharField("对象", max_length=200, blank=True)
    url = models.CharField("地址", max_length=300, blank=True)
    facts = models.JSONField("事实", default=dict)
    outcome = models.JSONField("结果", default=dict)
    fired = models.JSONField("命中的行", default=list)
    decided_at = models.DateTimeField("决定时间")

    class Meta:
        verbose_name = "已决事项"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["table", "subject_kind", "subject_id"], name="one_decision_per_subject"),
        ]

    def __str__(self) -> str:
        return self.label or f"{self.subject_kind} {self.subject_id}"
