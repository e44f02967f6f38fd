"""How cases hang together."""

from django.db import models
from django.db.models import F, Q

from ..terms import LinkKind
from .case import Case


class CaseLink(models.Model):
    """One case arises from another, supports it, or duplicates it 「关联办件」."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    to = models.ForeignKey(Case, models.PROTECT, related_name="linked_from")
    kind = models.CharField("关系", max_length=12, choices=[(each.value, each.label) for each in LinkKind])
    at = models.DateTimeField("时间")
    by = models.CharField("经办", max_length=100)
    reason = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "关联办件"
        constraints = [
            models.UniqueConstraint(fields=["case", "to", "kind"], name="linked_once"),
            models.CheckConstraint(condition=~Q(case=F("to")), name="not_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}→{self.to_id}"

    @property
    def kind_label(self) -> str:
        return LinkKind(self.kind).label

    @property
    def kind_back(self) -> str:
        """The relation as the other case tells it."""
        return LinkKind(self.kind).label_back
