"""Proposals to revise frozen figures: who found the difference proposes, somebody else approves."""

from django.db import models
from django.db.models import Q

from .frozen import FrozenFigure


class RevisionProposal(models.Model):
    """That some frozen figures be revised for one reason 「修订提请」; `approved` is None until it is decided."""

    figures = models.ManyToManyField(FrozenFigure, related_name="proposals", verbose_name="冻结数")
    reason = models.CharField("修订理由", max_length=300)
    proposed_by = models.CharField("提请人", max_length=100)
    proposer_id = models.BigIntegerField("提请人账号", null=True, blank=True)
    proposed_at = models.DateTimeField("提请时间")
    approved = models.BooleanField("批准", null=True, blank=True)
    decided_by = models.CharField("批准人", max_length=100, blank=True)
    decided_at = models.DateTimeField("批准时间", null=True, blank=True)
    answer = models.CharField("批准意见", max_length=300, blank=True)

    class Meta:
        verbose_name = "冻结数修订提请"
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved=None, decided_at=None) | Q(approved__isnull=False, decided_at__isnull=False),
                name="revision_decided_whole",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="revision_proposed_with_reason"),
        ]

    def __str__(self) -> str:
        return self.reason
