"""Supervised handling of a case."""

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Body

from ..terms.flags import LIVING, SupervisionAct, SupervisionState


class Supervision(models.Model):
    """Supervised handling 「挂牌督办」 of a case: proposed by rule, confirmed or refused by an officer, then under a body that sets the day,
    asks for progress, and ends it. `grounds` are the rows that fired when it was proposed.
    """

    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="supervisions")
    state = models.CharField("状态", max_length=10, choices=SupervisionState.choices())
    grounds = models.JSONField("符合的条款", default=list)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="督办单位")
    proposed_at = models.DateTimeField("提请时间")
    decided_by = models.CharField("确认人", max_length=100, blank=True)
    decided_by_id = models.BigIntegerField("确认账号", null=True, blank=True)
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    due_on = models.DateField("办结日期", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "挂牌督办"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=[one.value for one in LIVING]), name="supervised_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="supervision_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(due_on__isnull=False), name="supervision_runs_to_a_day"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="supervision_by_state")]

    def __str__(self) -> str:
        return f"挂牌督办{self.pk}"


class SupervisionNote(models.Model):
    """One thing that happened to it, for both sides to read; append only."""

    supervision = models.ForeignKey(Supervision, models.PROTECT, related_name="notes")
    act = models.CharField("事项", max_length=10, choices=SupervisionAct.choices())
    text = models.TextField("内容", blank=True)
    due_on = models.DateField("日期", null=True, blank=True)
    at = models.DateTimeField("时间")
    by = models.CharField("经办", max_length=100)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "督办经过"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.supervision_id}:{self.act}"
