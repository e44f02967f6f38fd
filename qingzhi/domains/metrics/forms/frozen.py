"""Forms of freezing."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import PageForm
from qingzhi.base.regions.models import Level

from ..queries import indicators_valid_on
from ..rules.figure_codes import read_code

LEVELS = [(Level.PROVINCE.value, "全省"), (Level.PREFECTURE.value, "市州"), (Level.COUNTY.value, "县（市、区）")]


class FreezeForm(PageForm):
    """What is frozen: a period, of which indicators, for whom."""

    period = forms.ChoiceField(label="时期", help_text="只列出已经结束的年度、半年和季度")
    levels = forms.MultipleChoiceField(
        label="地区", choices=LEVELS, widget=forms.CheckboxSelectMultiple, initial=[one for one, _ in LEVELS]
    )
    indicators = forms.MultipleChoiceField(
        label="指标", required=False, widget=forms.CheckboxSelectMultiple, help_text="不选即冻结所有有数据的指标"
    )
    dimensions = forms.MultipleChoiceField(
        label="分组", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="选中的分组（如按权利人类型）也逐组冻结；没有这种分组的指标不受影响",
    )  # fmt: skip
    title = forms.CharField(label="名称", max_length=120, required=False, help_text="留空即“某年指标数据”")
    note = forms.CharField(label="说明", max_length=300, required=False, help_text="例如用于哪份报告")

    def __init__(self, *args: Any, periods: list[tuple[str, str]], dimensions: list[tuple[str, str]], **options: Any):
        super().__init__(*args, **options)
        self.fields["dimensions"].choices = dimensions  # type: ignore[attr-defined]
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
        self.fields["indicators"].choices = [(one.code, one.name) for one in indicators_valid_on()]  # type: ignore[attr-defined]


class ProposalForm(PageForm):
    """Why frozen figures are to be revised."""

    reason = forms.CharField(
        label="修订理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="更正了什么、依据是什么；理由随修订公布",
    )  # fmt: skip


class ApprovalForm(PageForm):
    """A word with the approval."""

    answer = forms.CharField(label="批准意见", max_length=300, required=False)


class DeclineForm(PageForm):
    """Why a revision is not made."""

    answer = forms.CharField(label="不予修订的理由", max_length=300)


class CodeForm(PageForm):
    """A code as it is printed."""

    code = forms.CharField(
        label="核验码", max_length=20, help_text="印在数字旁边的九位码，例如 K7M-4PX-9RT；大小写、空格和横线不限"
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError("核验码不正确，请对照原件核对：应为九位字母和数字，不含 0、1、I、L、O")
        return code
