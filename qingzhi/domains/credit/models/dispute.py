"""An objection to what an archive says."""

from django.db import models

from ..terms import Wish
from .archive import Entry


class Dispute(models.Model):
    """The dossier of an objection 「档案异议」: what is said to be wrong, and what was found."""

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="credit_dispute")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="disputes")
    wish = models.CharField("请求", max_length=8, choices=Wish.choices())
    claim = models.TextField("异议理由")
    marked_on = models.DateField("标注异议日期", null=True, blank=True)
    finding = models.TextField("核实意见", blank=True)
    upheld = models.BooleanField("异议成立", null=True, blank=True)

    class Meta:
        verbose_name = "档案异议"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.entry}：{self.get_wish_display()}"
