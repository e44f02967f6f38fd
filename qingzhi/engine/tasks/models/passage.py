"""Who held an item before: rows are added, never changed."""

from django.db import models

from qingzhi.base.identity.models import Body, Person

from ..terms import PassageReason
from .work_item import WorkItem


class WorkItemPassage(models.Model):
    """An item passed from one holder to another 「流转」: from whom, to whom, when, why.

    The bodies are empty where people of an applicant pass it among themselves.
    """

    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="passages")
    cause = models.CharField("原因", max_length=12, choices=[(each.value, each.label) for each in PassageReason])
    from_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    from_owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    to_owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField("时间")
    by = models.CharField("经办", max_length=100)
    reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "待办流转"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.from_owner or self.from_body}→{self.to_owner or self.to_body}"
