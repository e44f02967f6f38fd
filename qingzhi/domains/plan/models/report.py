"""Progress reports: one row for each task and round, from the duty to report until it is accepted."""

from django.db import models
from django.db.models import Q

from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body

from ..terms import ReportState
from .round import ReportingRound
from .task import PlanTask

OUTSTANDING = [ReportState.OWED, ReportState.DRAFT, ReportState.RETURNED]


class ProgressReport(models.Model):
    """What a body owes and tells on one task in one round 「进展填报」; `version` grows with every saved change."""

    task = models.ForeignKey(PlanTask, models.PROTECT, related_name="reports", verbose_name="任务")
    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="reports", verbose_name="填报期")
    body = models.ForeignKey(Body, models.PROTECT, related_name="progress_reports", verbose_name="填报单位")
    due_on = models.DateField("填报期限")
    text = models.TextField("进展情况", blank=True)
    percent = models.PositiveSmallIntegerField("进度（%）", null=True, blank=True)
    problems = models.TextField("存在问题", blank=True)
    next_steps = models.TextField("下一步打算", blank=True)
    evidence = models.ManyToManyField(StoredFile, blank=True, related_name="+", verbose_name="佐证材料")
    state = models.CharField("状态", max_length=10, choices=ReportState.choices(), default=ReportState.OWED.value)
    version = models.PositiveIntegerField("版本", default=0)
    first_submitted_on = models.DateField("首次提交", null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    submitted_by = models.CharField("填报人", max_length=100, blank=True)
    decided_at = models.DateTimeField("办理时间", null=True, blank=True)
    decided_by = models.CharField("办理人", max_length=100, blank=True)
    return_reason = models.TextField("退回理由", blank=True)

    class Meta:
        verbose_name = "进展填报"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "round"], name="one_report_per_task_and_round"),
            models.CheckConstraint(condition=Q(percent=None) | Q(percent__lte=100), name="report_percent_at_most_100"),
        ]
        indexes = [
            models.Index(fields=["round", "state", "body"], name="report_round_state"),
            models.Index(fields=["body", "due_on"], name="report_body_due"),
            models.Index(fields=["due_on", "id"], name="report_due"),
            models.Index(fields=["state", "due_on"], name="report_state_due"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.round}"

    @property
    def is_outstanding(self) -> bool:
        return self.state in OUTSTANDING


class ReportReturn(models.Model):
    """A report that the office sent back 「退回」, with the reason; kept after it was mended."""

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="returns")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField("退回时间")
    returned_by = models.CharField("退回人", max_length=100)
    reason = models.TextField("理由")
    due_on = models.DateField("补正期限")

    class Meta:
        verbose_name = "填报退回"
        ordering = ["returned_at", "id"]


class ReportRevision(models.Model):
    """A dated change of a report whose round is locked 「更正」; the old values stay here."""

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="revisions")
    revised_at = models.DateTimeField("更正时间")
    revised_by = models.CharField("更正人", max_length=100)
    reason = models.TextField("更正理由")
    old_values = models.JSONField("原值")
    new_values = models.JSONField("新值")

    class Meta:
        verbose_name = "填报更正"
        ordering = ["revised_at", "id"]
