"""The dossiers of cultivation."""

from django.db import models

from ..terms import DemonstrationKind


class CopyrightDemonstration(models.Model):
    """The dossier of a recognition as copyright demonstration body 「版权示范认定」; `works` is counted from the register on sending."""

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="copyright_demonstration")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=8, choices=DemonstrationKind.choices())
    reasons = models.TextField("版权工作情况", max_length=2000)
    works = models.PositiveIntegerField("已登记作品和软件（件）", null=True, blank=True)
    visited_on = models.DateField("考察日期", null=True, blank=True)
    finding = models.CharField("考察意见", max_length=1000, blank=True)
    recognised_on = models.DateField("认定日期", null=True, blank=True)
    valid_to = models.DateField("有效期止", null=True, blank=True)
    decision_number = models.CharField("认定文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "版权示范认定"
        ordering = ["-id"]
