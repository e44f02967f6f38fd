"""What an authority decided."""

from django.db import models
from django.db.models import Q

from ..terms import DecisionKind


class Decision(models.Model):
    """A decision about a party 「执法决定」: made, served, effective, perhaps revoked; amounts in yuan.

    `party` is empty where a natural person or somebody outside of the register is concerned: `party_name` always says who.
    """

    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="decisions")
    kind = models.CharField("种类", max_length=14, choices=DecisionKind.choices())
    number = models.CharField("文号", max_length=60, unique=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    party_name = models.CharField("当事人", max_length=200)
    is_person = models.BooleanField("自然人", default=False)
    violation = models.CharField("违法行为类型", max_length=120)
    facts = models.TextField("认定事实")
    basis = models.TextField("依据")
    content = models.TextField("决定内容")
    fine = models.DecimalField("罚款（元）", max_digits=14, decimal_places=2, default=0)
    confiscated = models.DecimalField("没收违法所得（元）", max_digits=14, decimal_places=2, default=0)
    severity = models.CharField("裁量等次", max_length=20, blank=True)
    decided_on = models.DateField("决定日期")
    served_on = models.DateField("送达日期", null=True, blank=True)
    effective_on = models.DateField("生效日期", null=True, blank=True)
    contest_until = models.DateField(
        "复议、起诉期限", null=True, blank=True
    )  # its last day; empty while a remedy is open
    final_on = models.DateField("期满未复议、起诉", null=True, blank=True)  # since when nobody can contest it
    revoked_on = models.DateField("撤销日期", null=True, blank=True)
    revoked_why = models.CharField("撤销理由", max_length=300, blank=True)
    document = models.ForeignKey("documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "执法决定"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["party", "decided_on"], name="decision_about_party"),
            models.Index(
                fields=["contest_until"], condition=Q(final_on=None, revoked_on=None), name="decision_contestable"
            ),
        ]

    def __str__(self) -> str:
        return self.number
