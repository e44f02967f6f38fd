"""Dunning notices 「督办单」: what a body is late with, until when it must answer, and who hears of its silence."""

from datetime import date

from django.db import models
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.engine.documents.models import IssuedDocument

from ..rules.reporting import Light, notice_light
from .legislation import LegalSource
from .round import ReportingRound
from .task import PlanTask


class EscalationLevel(models.Model):
    """Who is told when a notice has gone unanswered this long 「升级层级」: dated rows with their source."""

    level = models.PositiveSmallIntegerField("层级")
    title = models.CharField("报送对象", max_length=100)
    role = models.SlugField("角色", max_length=60, help_text="收到消息的岗位角色代码")
    days_after = models.PositiveSmallIntegerField("答复期满后工作日数")
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("依据", max_length=300)
    legal_source = models.ForeignKey(LegalSource, models.PROTECT, null=True, blank=True, related_name="escalations")

    class Meta:
        verbose_name = "督办升级层级"
        ordering = ["level", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["level"], condition=Q(valid_to=None), name="one_open_escalation_level")
        ]

    def __str__(self) -> str:
        return f"第{self.level}级：{self.title}"


class DunningNotice(models.Model):
    """One notice to one body over all its late tasks, drawn as an official document."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="dunning_notices", verbose_name="被督办单位")
    round = models.ForeignKey(ReportingRound, models.PROTECT, null=True, blank=True, related_name="dunning_notices")
    addressed_name = models.CharField("发出时的单位名称", max_length=200)
    number = models.CharField("文号", max_length=80, blank=True, db_index=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    issued_on = models.DateField("发出日期")
    issued_by = models.CharField("经办人", max_length=100)
    answer_due_on = models.DateField("答复期限")
    answer_due_explained = models.TextField("期限说明", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=100, blank=True)
    answer = models.TextField("答复", blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    close_note = models.TextField("办结说明", blank=True)

    class Meta:
        verbose_name = "督办单"
        ordering = ["-issued_on", "-id"]
        indexes = [
            models.Index(fields=["answer_due_on"], condition=Q(answered_at=None, closed_on=None), name="dunning_open"),
            models.Index(fields=["body", "issued_on"], name="dunning_body"),
        ]

    def __str__(self) -> str:
        return self.number or f"督办单{self.pk}"

    @property
    def answered_on(self) -> date | None:
        return self.answered_at.astimezone(clock.now().tzinfo).date() if self.answered_at else None

    @property
    def state(self) -> Light:
        """Its light today; lists annotate `level`, the highest level that it was brought before."""
        level = getattr(self, "level", None) or 0
        return notice_light(self.answer_due_on, self.answered_on, self.closed_on, level, clock.today())

    @property
    def deadline_state(self) -> Light:
        """The light of its deadline: what was answered has none any more."""
        return Light("done", "已答复", "") if self.answered_at else self.state


class DunningTask(models.Model):
    """One matter on a notice as it stood that day: a late task, or a report that never came."""

    notice = models.ForeignKey(DunningNotice, models.CASCADE, related_name="matters")
    task = models.ForeignKey(PlanTask, models.PROTECT, related_name="dunnings")
    report = models.ForeignKey("plan.ProgressReport", models.PROTECT, null=True, blank=True, related_name="dunnings")
    cause = models.CharField("事由", max_length=120, blank=True)
    due_on = models.DateField("原定期限")
    days_late = models.PositiveIntegerField("逾期天数")

    class Meta:
        verbose_name = "督办事项"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "task", "report"], name="dunning_report_once"),
            models.UniqueConstraint(fields=["notice", "task"], condition=Q(report=None), name="dunning_task_once"),
        ]


class DunningEscalation(models.Model):
    """A notice that was brought before the next level, once for each level."""

    notice = models.ForeignKey(DunningNotice, models.CASCADE, related_name="escalations")
    level = models.ForeignKey(EscalationLevel, models.PROTECT, related_name="+")
    escalated_on = models.DateField("升级日期")
    explained = models.TextField("计算说明", blank=True)

    class Meta:
        verbose_name = "督办升级"
        ordering = ["level__level"]
        constraints = [models.UniqueConstraint(fields=["notice", "level"], name="escalation_once_per_level")]
