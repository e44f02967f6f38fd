"""What is kept, closed or taken for a time, and what the party did against a decision."""

from django.db import models

from ..terms.penalty import MeasureKind, RemedyKind, RemedyOutcome
from .decision import Decision


class Measure(models.Model):
    """A measure 「先行登记保存、查封、扣押」 with its legal time: ended by a person, never by silence."""

    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="measures")
    kind = models.CharField("措施", max_length=10, choices=MeasureKind.choices())
    items = models.CharField("物品清单", max_length=1000)
    place = models.CharField("地点", max_length=200)
    from_on = models.DateField("起")
    extended_on = models.DateField("延长日期", null=True, blank=True)
    ended_on = models.DateField("处理日期", null=True, blank=True)
    ended_how = models.CharField("处理结果", max_length=200, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="measures")

    class Meta:
        verbose_name = "强制措施"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.from_on}"

    @property
    def clock(self) -> str:
        """The code of its limit on the case."""
        return f"measure_{self.pk}"


class Remedy(models.Model):
    """A reconsideration or lawsuit against a decision 「行政复议、行政诉讼」 with its result."""

    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="remedies")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="remedies")
    kind = models.CharField("途径", max_length=16, choices=RemedyKind.choices())
    authority = models.CharField("复议机关或法院", max_length=120)
    number = models.CharField("案号", max_length=80, blank=True)
    accepted_on = models.DateField("受理日期")
    outcome = models.CharField("结果", max_length=12, blank=True, choices=RemedyOutcome.choices())
    ended_on = models.DateField("结果日期", null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "救济"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
