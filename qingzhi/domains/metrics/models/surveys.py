"""Surveys 「统计调查」: what is asked in which version, by which rules the answers are checked."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Body

from ..terms.surveys import Audience, QuestionKind, Rollup, SurveySpan, ThresholdKind, VersionState
from .indicator import Indicator


class Survey(models.Model):
    """A survey 「统计调查」: by which approval it exists, whom it asks, how often."""

    code = models.SlugField("代码", max_length=60, unique=True)
    title = models.CharField("名称", max_length=120, unique=True)
    basis = models.CharField("批准或备案依据", max_length=300)
    span = models.CharField("报告期别", max_length=8, choices=SurveySpan.choices())
    audience = models.CharField("调查对象", max_length=12, choices=Audience.choices())
    position = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = "统计调查"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title


class SurveyVersion(models.Model):
    """A version of a survey's form 「调查表式」; once published its questions stand for good and the next one is dated."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="versions", verbose_name="统计调查")
    number = models.PositiveSmallIntegerField("版本")
    state = models.CharField("状态", max_length=10, choices=VersionState.choices(), default=VersionState.DRAFT.value)
    source = models.CharField("依据", max_length=300)
    valid_from = models.DateField("启用", null=True, blank=True)
    valid_to = models.DateField("停用", null=True, blank=True)
    drafted_by = models.CharField("拟订人", max_length=100)
    drafted_at = models.DateTimeField("拟订时间")
    published_by = models.CharField("发布人", max_length=100, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)

    class Meta:
        verbose_name = "调查表式"
        ordering = ["survey", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="survey_version_once"),
            models.UniqueConstraint(fields=["survey"], condition=~Q(state="published"), name="one_survey_draft"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(valid_from__isnull=False), name="published_survey_is_dated"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="survey_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey} 第 {self.number} 版"

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT


class SurveyQuestion(models.Model):
    """One line of a form: an indicator, or a number or text of its own; `asked_of` names bodies where not all are asked."""

    version = models.ForeignKey(SurveyVersion, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField("次序", default=0)
    code = models.SlugField("代码", max_length=30)
    section = models.CharField("栏目", max_length=60, blank=True)
    title = models.CharField("项目", max_length=120)
    kind = models.CharField("类型", max_length=8, choices=QuestionKind.choices(), default=QuestionKind.NUMBER.value)
    unit = models.CharField("单位", max_length=40, blank=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="指标"
    )
    required = models.BooleanField("必填", default=True)
    least = models.DecimalField("不小于", max_digits=20, decimal_places=6, null=True, blank=True)
    most = models.DecimalField("不大于", max_digits=20, decimal_places=6, null=True, blank=True)
    is_part = models.BooleanField("其中项", default=False)
    rollup = models.CharField("全省汇总", max_length=8, choices=Rollup.choices(), default=Rollup.NONE.value)
    asked_of = models.JSONField("只问这些单位", default=list, blank=True)
    note = models.CharField("填报说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "调查项目"
        ordering = ["version", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="survey_question_once"),
            models.CheckConstraint(
                condition=Q(most=None) | Q(least=None) | Q(most__gte=F("least")), name="survey_range_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_number(self) -> bool:
        return self.kind == QuestionKind.NUMBER

    def asks(self, body: Body) -> bool:
        """Whether this body is asked."""
        return not self.asked_of or body.code in self.asked_of


class SurveyRule(models.Model):
    """A relation that answers must keep 「审核关系」, such as `a1 = a2 + a3`; one that is not strict may be explained."""

    version = models.ForeignKey(SurveyVersion, models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField("次序", default=0)
    text = models.CharField("关系式", max_length=200)
    strict = models.BooleanField("必须相符", default=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "审核关系"
        ordering = ["version", "position", "id"]

    def __str__(self) -> str:
        return self.text


class SurveyThreshold(models.Model):
    """From which difference in percent an answer needs a reason 「差异阈值」: dated rows; without a survey, for all of them."""

    survey = models.ForeignKey(Survey, models.PROTECT, null=True, blank=True, related_name="thresholds")
    kind = models.CharField("比较", max_length=10, choices=ThresholdKind.choices())
    percent = models.DecimalField("差异（%）", max_digits=6, decimal_places=2)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "差异阈值"
        ordering = ["kind", "valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=0), name="threshold_not_negative"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="threshold_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.percent}%"


def frozen_question(question: SurveyQuestion) -> dict[str, Any]:
    """All that a question says, for a copy of it in the next draft."""
    skipped = {"id", "version"}
    return {
        one.attname: getattr(question, one.attname) for one in question._meta.concrete_fields if one.name not in skipped
    }
