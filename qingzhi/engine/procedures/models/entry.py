"""What happened on a case and what was said: rows are added, never changed."""

from django.db import models

from qingzhi.base.identity.models import Subject

from ..terms import Layer
from .case import Case


class CaseEntry(models.Model):
    """An entry of a case's timeline 「办理记录」 in one layer of visibility: a step taken, or something said.

    `step` is empty for talk; `text` is what readers of the layer see, `internal` what only the handling body reads.
    `by_subject` is who acted for whom (a body, a party).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="entries")
    at = models.DateTimeField("时间")
    step = models.CharField("步骤", max_length=40, blank=True)
    label = models.CharField("事项", max_length=100)
    from_state = models.CharField("原状态", max_length=40, blank=True)
    to_state = models.CharField("新状态", max_length=40, blank=True)
    layer = models.CharField("可见范围", max_length=10, choices=[(each.value, each.label) for each in Layer])
    by = models.CharField("经办", max_length=100)
    by_user_id = models.BigIntegerField("账号", null=True, blank=True)
    by_subject = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="+")
    told = models.CharField("申请人看到", max_length=100, blank=True)
    text = models.TextField("说明", blank=True)
    internal = models.TextField("内部意见", blank=True)

    class Meta:
        verbose_name = "办理记录"
        ordering = ["id"]
        indexes = [models.Index(fields=["case", "id"], name="entry_of_case")]

    def __str__(self) -> str:
        return f"{self.label}:{self.case_id}"
