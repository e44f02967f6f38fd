"""Service with its proof 「送达回证」."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.files.models import StoredFile

from ..terms.service import ServedWhat, ServiceMethod
from .decision import Decision


class ServiceProof(models.Model):
    """That a document reached somebody 「送达回证」, or counts as having reached him; append only.

    `sent_on` is the day on which it was posted or announced, `served_on` the day that counts. An announcement counts when
    its period is over.
    """

    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="services")
    what = models.CharField("送达文书", max_length=16, choices=ServedWhat.choices())
    document = models.ForeignKey("documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="services")
    recipient = models.CharField("受送达人", max_length=200)
    method = models.CharField("送达方式", max_length=12, choices=ServiceMethod.choices())
    place = models.CharField("送达地点", max_length=200, blank=True)
    sent_on = models.DateField("发出日期", null=True, blank=True)
    served_on = models.DateField("送达日期")
    received_by = models.CharField("签收人或见证人", max_length=120, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField("送达人", max_length=200)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "送达回证"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(served_on__gte=F("sent_on")), name="served_not_before_it_was_sent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what}:{self.recipient} {self.served_on}"
