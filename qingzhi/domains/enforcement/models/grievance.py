"""A consumer's dispute that is mediated."""

from django.db import models

from .complaint import Complaint


class Grievance(models.Model):
    """The dossier of a mediated dispute 「投诉调解」, which one complaint became."""

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="grievance")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="grievances")
    agreement = models.TextField("调解结果", blank=True)
    ended_why = models.CharField("终止原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "投诉调解"

    def __str__(self) -> str:
        return f"投诉调解{self.pk}"
