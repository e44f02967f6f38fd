"""The limits that run on a case, and what stops them."""

from datetime import date

from django.db import models
from django.db.models import Q

from .case import Case


class CaseClock(models.Model):
    """One running of a limit 「计时」: from which day, which rule row, until when; ended when what it waits for happened.

    A limit in hours has its instants beside the days on which they fall: lists and reminders go by the days.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="clocks")
    code = models.CharField("计时", max_length=40)
    label = models.CharField("名称", max_length=60)
    limit = models.CharField("期限代码", max_length=80)
    started_on = models.DateField("起算日")
    due_on = models.DateField("期限", null=True, blank=True)
    explained = models.JSONField("计算说明", default=list)
    extensions = models.JSONField("延长", default=list)  # [[value, unit, reason, approved_by], …]
    ended_on = models.DateField("终止日", null=True, blank=True)
    started_at = models.DateTimeField("起算时刻", null=True, blank=True)
    due_at = models.DateTimeField("届满时刻", null=True, blank=True)
    ended_at = models.DateTimeField("终止时刻", null=True, blank=True)

    class Meta:
        verbose_name = "办件期限"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], condition=Q(ended_on=None), name="one_running_clock")
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(ended_on=None), name="running_clock_due")]

    def __str__(self) -> str:
        return f"{self.label}:{self.case_id}"

    @property
    def is_running(self) -> bool:
        return self.ended_on is None

    @property
    def was_late(self) -> bool:
        """Whether it ended after its due day, or its due instant."""
        if self.due_at is not None:
            return bool(self.ended_at and self.ended_at > self.due_at)
        return bool(self.due_on and self.ended_on and self.ended_on > self.due_on)

    def is_late_on(self, today: date) -> bool:
        return bool(self.due_on and self.ended_on is None and today > self.due_on)


class CaseStop(models.Model):
    """A time that does not count 「中止」: `state` is set where a state stands still by itself, else it was ordered."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="stops")
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True, blank=True)
    reason = models.CharField("理由", max_length=300)
    basis = models.CharField("依据", max_length=300, blank=True)
    state = models.CharField("状态", max_length=40, blank=True)
    clock = models.CharField("计时", max_length=40, blank=True)

    class Meta:
        verbose_name = "中止"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(to_on=None, state=""), name="one_ordered_stop_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_on}:{self.case_id}"
