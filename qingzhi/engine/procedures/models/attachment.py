"""Documents attached to a case."""

from django.db import models

from qingzhi.base.files.models import StoredFile

from ..terms import Layer
from .case import Case


class CaseAttachment(models.Model):
    """A file in a slot of a case; another file in the slot replaces it, and what was replaced stays readable."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="attachments")
    slot = models.CharField("材料", max_length=60)
    label = models.CharField("材料名称", max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    layer = models.CharField("可见范围", max_length=10, choices=[(each.value, each.label) for each in Layer])
    at = models.DateTimeField("时间")
    by = models.CharField("提交人", max_length=100)
    supplement = models.BooleanField("办结后补充", default=False)
    replaced_at = models.DateTimeField("替换时间", null=True, blank=True)

    class Meta:
        verbose_name = "办件材料"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.label}:{self.case_id}"
