"""Emergency access: loud, short, reviewed."""

from django.db import models

from .account import User
from .post import Role


class EmergencyGrant(models.Model):
    """An account borrows another business role for some hours 「应急授权」, with a reason; reviewed afterwards.

    Times are the machine's, never a demonstration's.
    """

    class Verdict(models.TextChoices):
        JUSTIFIED = "justified", "正当"
        UNJUSTIFIED = "unjustified", "不当"

    user = models.ForeignKey(User, models.PROTECT, related_name="emergencies")
    role = models.ForeignKey(Role, models.PROTECT, related_name="emergencies")
    reason = models.TextField("事由")
    started_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("到期")
    ended_at = models.DateTimeField("提前结束", null=True, blank=True)
    reviewed_at = models.DateTimeField("复核时间", null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField("结论", max_length=12, choices=Verdict.choices, blank=True)
    review_note = models.TextField("复核意见", blank=True)

    class Meta:
        verbose_name = "应急授权"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.user}借用{self.role}"
