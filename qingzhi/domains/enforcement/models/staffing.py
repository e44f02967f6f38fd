"""Who handles a case: officers with certificates, panel, and who is excluded."""

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Person

from .officer import OfficerCertificate


class CaseOfficer(models.Model):
    """An officer on a case 「办案人员」 with the certificate that was shown, from when to when (end exclusive)."""

    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="officers")
    certificate = models.ForeignKey(OfficerCertificate, models.PROTECT, related_name="cases")
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)
    reason = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "办案人员"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "certificate"], condition=Q(to_on=None), name="officer_once_on_a_case"
            )
        ]

    def __str__(self) -> str:
        return str(self.certificate)


class PanelMember(models.Model):
    """A member of the panel 「合议组」; one presides."""

    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="panel")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    presiding = models.BooleanField("组长", default=False)
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "合议组成员"
        ordering = ["-presiding", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], condition=Q(to_on=None), name="panel_member_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(to_on=None, presiding=True), name="one_presides"),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class Exclusion(models.Model):
    """That somebody may not take part in a case 「回避」, with the reason and who decided."""

    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="exclusions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField("理由", max_length=300)
    decided_by = models.CharField("决定人", max_length=100)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "回避"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="excluded_once")]

    def __str__(self) -> str:
        return f"{self.person}"
