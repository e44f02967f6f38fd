"""What earns priority in the government's fund plans: membership of alliances and pools, core portfolios."""

from django.db import models
from django.db.models import F, Q

from ..terms.awards import PriorityGround


class PriorityStanding(models.Model):
    """The dossier of a recognition of priority 「优先支持资格」: who or which right, on which ground, from when to when.

    It holds from `valid_from` on (null: not recognised yet) until `valid_to` (exclusive).
    """

    case = models.OneToOneField("procedures.Case", models.CASCADE, related_name="priority_standing")
    ground = models.CharField("事由", max_length=10, choices=PriorityGround.choices())
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", verbose_name="主体")
    right = models.ForeignKey(
        "rights.Right", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="权利"
    )
    name = models.CharField("联盟、专利池或组合名称", max_length=120)
    role = models.CharField("地位", max_length=20, blank=True)
    basis = models.CharField("依据", max_length=300)
    valid_from = models.DateField("自", null=True, blank=True)
    valid_to = models.DateField("至", null=True, blank=True)
    ended_why = models.CharField("终止理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "优先支持资格"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__isnull=False, valid_to__gt=F("valid_from")),
                name="priority_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(ground="portfolio") | Q(right__isnull=False), name="portfolio_names_a_right"
            ),
        ]

    def __str__(self) -> str:
        return f"{PriorityGround(self.ground).label}：{self.name}"
