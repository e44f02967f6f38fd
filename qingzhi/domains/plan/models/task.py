"""Tasks: a measure or a decision given to one lead body, with a deadline and the evidence that is expected."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import F, Q

from qingzhi.base import clock
from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body
from qingzhi.base.regions.models import Region

from ..rules.tracking import task_state as judging
from ..rules.tracking.terms import TaskCode
from .conference import Decision

LIGHTS = {
    TaskCode.NOT_STARTED: "none",
    TaskCode.ON_TRACK: "ok",
    TaskCode.DUE_SOON: "warn",
    TaskCode.OVERDUE: "late",
    TaskCode.DONE: "done",
    TaskCode.CANCELLED: "none",
}
NO_THRESHOLDS = judging.TaskThresholds(0, 0, None, date.min, "未设预警阈值")


@dataclass(frozen=True)
class TaskLight:
    """A task's state as a page shows it: light, word and reason; `task_code` is the state itself."""

    code: str
    label: str
    reason: str
    task_code: TaskCode


class PlanTask(models.Model):
    """A task 「任务」. Only facts are stored; how it stands today is computed from them by `rules.tracking`.

    `measure_lineage` names the measure through all versions of the plan. `percent` and `reported_on` repeat the last
    accepted report, so that lists need not search 60,000 of them; an action alone sets them. `opened_on` is the day on
    which it was given out, `started_on` the day on which the body first did something about it.
    """

    plan = models.ForeignKey("plan.Plan", models.PROTECT, related_name="tasks", verbose_name="计划")
    measure_lineage = models.UUIDField("措施", null=True, blank=True, db_index=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="tasks")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    code = models.CharField("编号", max_length=40, unique=True)
    title = models.CharField("任务", max_length=200)
    text = models.TextField("内容", blank=True)
    lead = models.ForeignKey(Body, models.PROTECT, related_name="led_tasks", verbose_name="责任单位")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="plan_tasks")
    opened_on = models.DateField("下达日期")
    due_on = models.DateField("完成期限")
    due_explained = models.TextField("期限说明", blank=True)
    expected_evidence = models.TextField("应提交的佐证", blank=True)
    percent = models.PositiveSmallIntegerField("进度（%）", default=0)
    reported_on = models.DateField("最近认可填报", null=True, blank=True)
    started_on = models.DateField("启动日期", null=True, blank=True)
    suspended_on = models.DateField("暂停日期", null=True, blank=True)
    suspended_reason = models.CharField("暂停理由", max_length=300, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    done_note = models.TextField("完成说明", blank=True)
    cancelled_on = models.DateField("撤销日期", null=True, blank=True)
    cancel_reason = models.TextField("撤销理由", blank=True)

    class Meta:
        verbose_name = "任务"
        ordering = ["due_on", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="task_percent_at_most_100"),
            models.CheckConstraint(condition=Q(due_on__gte=F("opened_on")), name="task_due_after_opening"),
            models.CheckConstraint(condition=Q(done_on=None) | Q(cancelled_on=None), name="task_done_or_cancelled"),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on=None, cancelled_on=None), name="task_open_due"),
            models.Index(
                fields=["lead", "due_on"], condition=Q(done_on=None, cancelled_on=None), name="task_open_lead"
            ),
            models.Index(fields=["due_on", "code"], name="task_due_code"),
            models.Index(fields=["plan", "due_on"], name="task_plan_due"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.cancelled_on is None

    @property
    def facts(self) -> judging.TaskFacts:
        """What the record says, for the rule that judges it; asks for the milestones."""
        return judging.TaskFacts(
            opened_on=self.started_on,
            due_on=self.due_on,
            done_on=self.done_on,
            reported_on=self.reported_on,
            milestones=tuple(judging.Milestone(m.title, m.due_on, m.done_on) for m in self.milestones.all()),
            suspended_on=self.suspended_on,
            suspended_reason=self.suspended_reason,
            cancelled_on=self.cancelled_on,
            cancelled_reason=self.cancel_reason,
        )

    def state_on(self, today: date, thresholds: judging.TaskThresholds = NO_THRESHOLDS) -> TaskLight:
        """Its light on a day."""
        found = judging.task_state(self.facts, today, thresholds)
        return TaskLight(LIGHTS[found.code], found.label, found.reason, found.code)

    @property
    def state(self) -> TaskLight:
        """Its light today; queries set `thresholds` on the rows (`queries.tasks.judged`)."""
        return self.state_on(clock.today(), getattr(self, "thresholds", NO_THRESHOLDS))

    @property
    def elapsed(self) -> int:
        """How much of its time has passed today, in percent."""
        whole = (self.due_on - self.opened_on).days or 1
        return max(0, min(100, (clock.today() - self.opened_on).days * 100 // whole))


class TaskSupport(models.Model):
    """A body that supports the lead 「配合单位」."""

    task = models.ForeignKey(PlanTask, models.CASCADE, related_name="supports")
    body = models.ForeignKey(Body, models.PROTECT, related_name="supported_tasks")

    class Meta:
        verbose_name = "配合单位"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["task", "body"], name="task_support_once")]


class Milestone(models.Model):
    """A step on the way with its own date 「节点」; how it was finished and reopened stands in its steps."""

    task = models.ForeignKey(PlanTask, models.CASCADE, related_name="milestones")
    title = models.CharField("节点", max_length=200)
    due_on = models.DateField("期限")
    done_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        verbose_name = "节点"
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title


class MilestoneStep(models.Model):
    """A milestone that its body finished, with evidence, or that the office reopened, with the reason 「节点办理」."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="steps")
    done_on = models.DateField("完成日期", null=True, blank=True, help_text="空：重新打开")
    at = models.DateTimeField("办理时间")
    by = models.CharField("办理人", max_length=100)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField("说明", blank=True)
    evidence = models.ManyToManyField(StoredFile, blank=True, related_name="+", verbose_name="佐证材料")

    class Meta:
        verbose_name = "节点办理"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.milestone}{'完成' if self.done_on else '重新打开'}"


class TaskHandover(models.Model):
    """A task that changed hands 「移交」: from whom, to whom, when and why; the old name stays readable."""

    task = models.ForeignKey(PlanTask, models.CASCADE, related_name="handovers")
    from_body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    on = models.DateField("移交日期")
    reason = models.CharField("理由", max_length=300)

    class Meta:
        verbose_name = "任务移交"
        ordering = ["on", "id"]


class TaskThreshold(models.Model):
    """From when a task is to be looked at and from when it is late 「任务预警阈值」: dated rows, in calendar days."""

    due_soon_days = models.PositiveSmallIntegerField("到期前预警（日）")
    milestone_days = models.PositiveSmallIntegerField("节点逾期容许（日）")
    report_days = models.PositiveSmallIntegerField("无填报预警（日）", null=True, blank=True)
    valid_from = models.DateField("自", unique=True)
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "任务预警阈值"
        ordering = ["valid_from"]
