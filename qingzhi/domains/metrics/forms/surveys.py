"""Forms of surveys."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from qingzhi.base.pages.forms import DateField, FileField, PageForm

from ..models import Survey, SurveyQuestion
from ..queries import indicators_valid_on
from ..queries.surveys import bodies_asked
from ..rules.amounts import AmountNotUnderstood, amount_text, read_amount
from ..terms.surveys import QuestionKind, Rollup
from . import AmountField

LONGEST_TEXT, LONGEST_REASON = 4000, 500


class SendForm(PageForm):
    """A survey and a period."""

    survey: forms.ModelChoiceField = forms.ModelChoiceField(label="统计调查", queryset=None)
    period = forms.CharField(label="报告期", max_length=24, help_text="例如 2017、2018H1、2018Q2，须是已经结束的时期")
    due_on = DateField(label="报送期限", required=False, help_text="留空即按期限表“统计调查报送”从今天起算")

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["survey"].queryset = Survey.objects.filter(versions__state="published").distinct()  # type: ignore[attr-defined]


class NothingForm(PageForm):
    """A confirmation that asks for nothing."""


class ReasonForm(PageForm):
    """Why a sheet goes back."""

    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea, help_text="填报单位会看到这段话")


class CorrectionForm(PageForm):
    """An answer corrected after its lock."""

    value = AmountField(label="更正后的数值", max_length=40)
    reason = forms.CharField(label="更正理由", max_length=300, help_text="原数保留，更正自今天起生效并注明理由")


class AnswerFileForm(PageForm):
    """A filled-in answer sheet."""

    file = FileField(label="填好的调查表", max_files=1, kinds=("xlsx", "csv"))


class VersionForm(PageForm):
    """By what a form is drafted."""

    source = forms.CharField(label="依据", max_length=300, help_text="批准或备案文件、统计制度的名称")


class PublishForm(PageForm):
    """From when a form is used."""

    valid_from = DateField(label="启用日期", help_text="这一天及以后下发的调查使用本版")


class RuleForm(PageForm):
    """A relation between questions."""

    text = forms.CharField(
        label="关系式", max_length=200, help_text="用项目代码，例如 a1 = a2 + a3、a4 <= a1、a6 = a5 / a1 * 100"
    )
    strict = forms.BooleanField(label="必须相符，不能以说明代替", required=False, initial=True)
    note = forms.CharField(
        label="说明", max_length=200, required=False, help_text="填报人看到的话，例如“合计等于各项之和”"
    )


class QuestionForm(PageForm):
    """A question of a draft."""

    code = forms.CharField(label="代码", max_length=30, help_text="小写英文字母开头，如 a1；关系式用它引用本项")
    title = forms.CharField(label="项目", max_length=120)
    section = forms.CharField(label="栏目", max_length=60, required=False, help_text="同一栏目的项目排在一起")
    position = forms.IntegerField(label="次序", min_value=0, max_value=999, required=False, help_text="留空即排在最后")
    kind = forms.ChoiceField(label="类型", choices=QuestionKind.choices())
    indicator: forms.ModelChoiceField = forms.ModelChoiceField(
        label="对应指标", queryset=None, required=False, empty_label="不对应指标",
        help_text="对应指标的项目会自动预填系统计算数，锁定后成为统计数据",
    )  # fmt: skip
    unit = forms.CharField(label="单位", max_length=40, required=False)
    is_part = forms.BooleanField(label="是上一项的“其中”项", required=False)
    required = forms.BooleanField(label="必填", required=False, initial=True)
    least = AmountField(label="不小于", max_length=40, required=False)
    most = AmountField(label="不大于", max_length=40, required=False)
    rollup = forms.ChoiceField(label="全省汇总", choices=Rollup.choices())
    asked_of: forms.MultipleChoiceField = forms.MultipleChoiceField(
        label="只问这些单位", required=False, widget=forms.CheckboxSelectMultiple, help_text="不选即所有调查对象都填"
    )
    note = forms.CharField(label="填报说明", max_length=300, required=False)

    def __init__(self, *args: Any, survey: Survey, held: SurveyQuestion | None = None, **options: Any):
        super().__init__(*args, **options)
        self.fields["indicator"].queryset = indicators_valid_on()  # type: ignore[attr-defined]
        self.fields["indicator"].label_from_instance = lambda one: f"{one.name}（{one.unit}）"  # type: ignore[attr-defined]
        self.fields["asked_of"].choices = [(one.code, one.short_name) for one in bodies_asked(survey.audience)]  # type: ignore[attr-defined]
        if held is not None:
            self.fields["code"].disabled = True

    @property
    def values(self) -> dict[str, Any]:
        """What the action is given; without a position the question keeps its own."""
        given = dict(self.cleaned_data)
        if given["position"] is None:
            del given["position"]
        return given


def read_typed(
    posted: Mapping[str, Any], questions: list[SurveyQuestion]
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """What was typed into a sheet, by question, and what of it is no number."""
    typed: dict[str, dict[str, Any]] = {}
    faults: dict[str, str] = {}
    for question in questions:
        given: dict[str, Any] = {}
        if f"r-{question.code}" in posted:
            given["reason"] = str(posted[f"r-{question.code}"])[:LONGEST_REASON]
        if f"v-{question.code}" in posted:
            text = str(posted[f"v-{question.code}"]).strip()
            if not question.is_number:
                given["text"] = text[:LONGEST_TEXT]
            else:
                try:
                    given["value"] = read_amount(text) if text else None
                except AmountNotUnderstood as error:
                    faults[question.code] = str(error)
        typed[question.code] = given
    return typed, faults


def shown(value: Decimal | None) -> str:
    """A number as it stands in a field to be edited."""
    return "" if value is None else amount_text(value).replace(",", "")
