"""Evidence: hashed on arrival, and who handed what to whom."""

from django.db import models

from qingzhi.base.files.models import StoredFile
from qingzhi.engine.procedures.terms import Layer

from ..terms import EvidenceKind


class EvidenceItem(models.Model):
    """A piece of evidence of a case 「证据」: a file, a captured link, or words; `sha256` is of the bytes as they arrived
    (hex, 64 signs), of the text where there is no file. Never changed; what is wrong is answered by another item.
    """

    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="evidence")
    kind = models.CharField("证据种类", max_length=12, choices=EvidenceKind.choices())
    title = models.CharField("名称", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    url = models.CharField("网址", max_length=1000, blank=True)
    text = models.TextField("内容或说明", blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    taken_at = models.DateTimeField("取得时间", null=True, blank=True)
    received_at = models.DateTimeField("收到时间")
    source = models.CharField("来源", max_length=200)
    taken_by = models.CharField("取证人", max_length=200, blank=True)
    layer = models.CharField("可见范围", max_length=10, choices=[(each.value, each.label) for each in Layer])

    class Meta:
        verbose_name = "证据"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class CustodyStep(models.Model):
    """Who handed a piece of evidence to whom, when, where and why 「证据保管链」; append only. The first step is its arrival."""

    item = models.ForeignKey(EvidenceItem, models.PROTECT, related_name="custody")
    at = models.DateTimeField("时间")
    from_holder = models.CharField("交出人", max_length=120, blank=True)
    to_holder = models.CharField("接收人", max_length=120)
    place = models.CharField("存放地点", max_length=200, blank=True)
    reason = models.CharField("事由", max_length=200)
    by = models.CharField("登记人", max_length=100)

    class Meta:
        verbose_name = "证据交接"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.item_id}:{self.from_holder}→{self.to_holder}"
