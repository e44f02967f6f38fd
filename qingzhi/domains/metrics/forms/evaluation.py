"""Forms of evaluation."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from qingzhi.base.pages.forms import DateField, PageForm

from ..rules.periods import PeriodNotUnderstood, read_period
from ..terms.evaluation import DisputeGround, EvaluationKind

PARTY_KINDS = [(str(one), one.label) for one in EvaluationKind if one.judges_parties]


class ComputeForm(PageForm):
    """Which period is scored."""

    period = forms.CharField(label="评价时期", max_length=24, help_text="例如 2017；该期数据须已冻结")

    def clean_period(self) -> str:
        try:
            return read_period(self.cleaned_data["period"]).code
        except PeriodNotUnderstood as error:
            raise forms.ValidationError(str(error)) from None


class CorrectionForm(PageForm):
    """Why a period is scored anew."""

    reason = forms.CharField(
        label="更正理由", max_length=300, help_text="原得分保留，更正后的得分另存一版并注明日期和理由"
    )


class CommendForm(PageForm):
    """How many are to be commended, and by which document."""

    quota = forms.IntegerField(label="名额", min_value=1, max_value=100)
    basis = forms.CharField(label="依据", max_length=300, help_text="开展绩效奖励和表彰的文件或会议")


class NextMethodForm(PageForm):
    """From when on other weights are to hold, and by which document."""

    valid_from = DateField(label="施行日期")
    source = forms.CharField(label="依据", max_length=300, help_text="文件、会议纪要或论证材料")


class DisputeForm(PageForm):
    """An objection: on what ground, about which records, why."""

    ground = forms.ChoiceField(label="理由类别", choices=DisputeGround.choices(), widget=forms.RadioSelect)
    missing = forms.CharField(
        label="没有计入的记录",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每行一条，写明名称和号码",
    )
    text = forms.CharField(label="理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))

    @property
    def missing_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["missing"].splitlines() if line.strip()]


class AnswerForm(PageForm):
    """The answer to an objection."""

    upheld = forms.ChoiceField(
        label="结论",
        choices=[("yes", "成立：记录已更正，修订冻结数并更正评价"), ("no", "不成立")],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label="答复", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))


class JudgedForm(PageForm):
    """Who comes on a list of those evaluated."""

    kind = forms.ChoiceField(label="名单", choices=PARTY_KINDS)
    party = forms.CharField(label="主体", max_length=200, help_text="登记簿中的全称或统一社会信用代码")
    valid_from = DateField(label="列入日期")
    source = forms.CharField(label="依据", max_length=300, help_text="例如国有资产监督管理部门提供的名单文号")


class DropJudgedForm(PageForm):
    """From when on somebody is off the list."""

    valid_to = DateField(label="移出日期")
    reason = forms.CharField(label="移出理由", max_length=300)


def weights_given(data: Any, names: dict[str, str]) -> dict[str, Decimal]:
    """The weights that an address names, by the code of the criterion; what is no number from 0 to 1000 is left as laid down."""
    found = {}
    for field, code in names.items():
        try:
            value = Decimal(str(data.get(field, "")).strip())
        except ArithmeticError:
            continue
        if value.is_finite() and 0 <= value <= 1000:
            found[code] = value.quantize(Decimal("0.01"))
    return found


def year_before(today: date) -> str:
    """The last whole year."""
    return str(today.year - 1)
