"""Who may enforce: certificates."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Body, Person


class OfficerCertificate(models.Model):
    """An officer's certificate of enforcement 「行政执法证」 at a body, valid from–to (end exclusive): 《行政处罚法》(2021) 第四十二、五十五条."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    number = models.CharField("执法证号", max_length=40, unique=True)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "执法证"
        ordering = ["body", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="certificate_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.number}）"
