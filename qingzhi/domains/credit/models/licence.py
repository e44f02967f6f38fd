"""Administrative licences as the credit platform wants them 「双公示」."""

from datetime import date

from django.db import models
from django.db.models import Q

from ..terms.licences import LicenceCategory, LicenceStatus


class LicenceNotice(models.Model):
    """One licence to publish within the legal days 「行政许可信息公示」; `due_on` is counted from the day of the decision."""

    body = models.ForeignKey("identity.Body", models.PROTECT, related_name="+", verbose_name="许可机关")
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    party_name = models.CharField("行政相对人名称", max_length=200)
    is_person = models.BooleanField("自然人", default=False)
    document = models.CharField("许可决定文书名称", max_length=200)
    number = models.CharField("许可决定文书号", max_length=60)
    category = models.CharField("许可类别", max_length=12, choices=LicenceCategory.choices())
    certificate = models.CharField("许可证书名称", max_length=100, blank=True)
    certificate_number = models.CharField("许可编号", max_length=60, blank=True)
    content = models.TextField("许可内容")
    decided_on = models.DateField("许可决定日期")
    valid_from = models.DateField("有效期自")
    valid_to = models.DateField("有效期至", null=True, blank=True)
    status = models.CharField(
        "当前状态", max_length=10, choices=LicenceStatus.choices(), default=LicenceStatus.VALID.value
    )
    status_on = models.DateField("状态日期", null=True, blank=True)
    status_why = models.CharField("状态说明", max_length=300, blank=True)
    due_on = models.DateField("应公示日期")
    due_explained = models.JSONField("期限说明", default=list)
    published_on = models.DateField("公示日期", null=True, blank=True)
    published_by = models.CharField("公示人", max_length=100, blank=True)
    publication = models.ForeignKey("publication.Publication", models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.CharField("登记人", max_length=100)

    class Meta:
        verbose_name = "行政许可公示"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="licence_number_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")), name="licence_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"行政许可公示 {self.number}"

    def is_late(self, on: date) -> bool:
        """Not out in time, or came out after the day."""
        return (self.published_on or on) > self.due_on
