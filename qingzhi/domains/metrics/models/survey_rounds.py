"""Rounds of surveys and their answer sheets 「调查批次、调查表」."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Body

from ..rules.periods import read_period
from ..terms.surveys import AnswerState
from .statistic import Statistic
from .surveys import Survey, SurveyQuestion, SurveyVersion

OUTSTANDING = [AnswerState.OWED, AnswerState.DRAFT, AnswerState.RETURNED]
WRITABLE = OUTSTANDING
AT_OFFICE = [AnswerState.SUBMITTED, AnswerState.ACCEPTED]


class SurveyRound(models.Model):
    """One period of a survey, sent to its bodies 「一期调查」; locked, its answers are statistics."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="rounds", verbose_name="统计调查")
    version = models.ForeignKey(SurveyVersion, models.PROTECT, related_name="rounds", verbose_name="表式")
    period = models.CharField("报告期", max_length=24)
    last_day = models.DateField("报告期末日", null=True, blank=True)
    opens_on = models.DateField("下发日期")
    due_on = models.DateField("报送期限")
    due_explained = models.TextField("期限说明", blank=True)
    opened_by = models.CharField("下发人", max_length=100)
    locked_at = models.DateTimeField("锁定时间", null=True, blank=True)
    locked_by = models.CharField("锁定人", max_length=100, blank=True)

    class Meta:
        verbose_name = "调查批次"
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "period"], name="survey_round_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="survey_due_after_opening"),
        ]

    def __str__(self) -> str:
        return f"{self.survey}（{self.period_label}）"

    @property
    def period_label(self) -> str:
        return read_period(self.period).label

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None


class SurveyAnswer(models.Model):
    """The answer sheet of one body in one round 「调查表」; `revision` grows with every saved change."""

    round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="answers", verbose_name="调查批次")
    body = models.ForeignKey(Body, models.PROTECT, related_name="survey_answers", verbose_name="填报单位")
    due_on = models.DateField("报送期限")
    state = models.CharField("状态", max_length=10, choices=AnswerState.choices(), default=AnswerState.OWED.value)
    revision = models.PositiveIntegerField("修订号", default=0)
    saved_by = models.CharField("最近保存", max_length=100, blank=True)
    saved_at = models.DateTimeField("保存时间", null=True, blank=True)
    first_submitted_on = models.DateField("首次报送", null=True, blank=True)
    submitted_by = models.CharField("填报人", max_length=100, blank=True)
    submitted_by_user = models.BigIntegerField("填报账号", null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    approved_by = models.CharField("单位审核人", max_length=100, blank=True)
    approved_at = models.DateTimeField("单位审核时间", null=True, blank=True)
    accepted_by = models.CharField("认可人", max_length=100, blank=True)
    accepted_at = models.DateTimeField("认可时间", null=True, blank=True)
    return_reason = models.TextField("退回理由", blank=True)
    returned_by = models.CharField("退回人", max_length=100, blank=True)
    locked_at = models.DateTimeField("锁定时间", null=True, blank=True)
    unlock_reason = models.TextField("解锁理由", blank=True)
    dunned_on = models.DateField("最近催报", null=True, blank=True)
    dun_count = models.PositiveSmallIntegerField("催报次数", default=0)

    class Meta:
        verbose_name = "调查表"
        ordering = ["body__position", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "body"], name="one_sheet_per_body")]
        indexes = [models.Index(fields=["body", "state"], name="survey_sheet_body_state")]

    def __str__(self) -> str:
        return f"{self.body} {self.round}"

    @property
    def is_outstanding(self) -> bool:
        return self.state in OUTSTANDING


class SurveyCell(models.Model):
    """One answer: what was said, beside what the system counts and what was said last time, and why they differ."""

    answer = models.ForeignKey(SurveyAnswer, models.CASCADE, related_name="cells")
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, related_name="+")
    value = models.DecimalField("数值", max_digits=24, decimal_places=6, null=True, blank=True)
    text = models.TextField("文字", blank=True)
    reason = models.CharField("差异说明", max_length=500, blank=True)
    computed = models.DecimalField("系统计算数", max_digits=24, decimal_places=6, null=True, blank=True)
    computed_source = models.CharField("计算数来源", max_length=300, blank=True)
    computed_url = models.CharField("计算数的记录", max_length=300, blank=True)
    previous = models.DecimalField("上期数", max_digits=24, decimal_places=6, null=True, blank=True)
    previous_period = models.CharField("上期", max_length=24, blank=True)

    class Meta:
        verbose_name = "调查答复"
        ordering = ["question__position", "question_id"]
        constraints = [models.UniqueConstraint(fields=["answer", "question"], name="one_cell_per_question")]

    def __str__(self) -> str:
        return f"{self.question_id}"


class LockedCells(models.Manager["LockedCell"]):
    """The cells of locked sheets alone."""

    def get_queryset(self) -> models.QuerySet["LockedCell"]:
        return super().get_queryset().filter(answer__state=AnswerState.LOCKED)


class LockedCell(SurveyCell):
    """An answer of a locked sheet, as the lake and its records have it: what is not locked is nobody's figure yet."""

    locked = LockedCells()

    class Meta:
        proxy = True
        base_manager_name = "locked"
        verbose_name = "已锁定的调查答复"


class SurveyCorrection(models.Model):
    """A dated change of an answer after its lock 「更正」; the old value stays here."""

    cell = models.ForeignKey(SurveyCell, models.PROTECT, related_name="corrections")
    old_value = models.DecimalField("原数", max_digits=24, decimal_places=6, null=True)
    new_value = models.DecimalField("更正后", max_digits=24, decimal_places=6)
    reason = models.CharField("更正理由", max_length=300)
    corrected_by = models.CharField("更正人", max_length=100)
    corrected_at = models.DateTimeField("更正时间")

    class Meta:
        verbose_name = "调查表更正"
        ordering = ["corrected_at", "id"]

    def __str__(self) -> str:
        return f"{self.cell_id} {self.corrected_at}"


class SurveyFigure(models.Model):
    """Which statistic a locked answer became, or confirmed; without an answer, the sum over all bodies."""

    round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="figures")
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, related_name="+")
    answer = models.ForeignKey(SurveyAnswer, models.PROTECT, null=True, blank=True, related_name="figures")
    statistic = models.ForeignKey(Statistic, models.PROTECT, related_name="survey_figures")

    class Meta:
        verbose_name = "调查所得数据"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["statistic", "question", "round"], name="survey_figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.statistic_id}"
