"""Administrative penalties as the credit platform wants them 「双公示」."""

from datetime import date

from django.db import models
from django.db.models import Q


class PenaltyNotice(models.Model):
    """One penalty to publish within the legal days 「行政处罚信息公示」; `due_on` is counted from the day of the decision.

    `facts` and `content` are the wording for the public: the decision's with personal data covered, which a person may shorten
    before it goes out.
    """

    decision = models.OneToOneField("enforcement.Decision", models.PROTECT, related_name="+")
    due_on = models.DateField("应公示日期")
    due_explained = models.JSONField("期限说明", default=list)
    facts = models.TextField("违法事实（公示文本）")
    content = models.TextField("处罚内容（公示文本）")
    is_public = models.BooleanField("应公示", default=True)
    public_until = models.DateField("公示截止期", null=True, blank=True)
    published_on = models.DateField("公示日期", null=True, blank=True)
    published_by = models.CharField("公示人", max_length=100, blank=True)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawn_why = models.CharField("撤下原因", max_length=300, blank=True)
    publication = models.ForeignKey("publication.Publication", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "行政处罚公示"
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(published_on=None, withdrawn_on=None), name="penalty_to_publish"
            )
        ]

    def __str__(self) -> str:
        return f"行政处罚公示 {self.decision.number}"

    def is_late(self, on: date) -> bool:
        """Not out in time, or came out after the day."""
        if not self.is_public or (self.withdrawn_on is not None and self.published_on is None):
            return False
        return (self.published_on or on) > self.due_on

    @property
    def waits(self) -> bool:
        """Whether somebody still has to publish it."""
        return self.is_public and self.published_on is None and self.withdrawn_on is None
