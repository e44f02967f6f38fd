"""Forms of reports."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import PageForm

from ..queries.report_outlines import outlines_on
from ..rules.periods import PeriodNotUnderstood, read_period


class DraftForm(PageForm):
    """Which report of which period."""

    code = forms.ChoiceField(label="报告")
    period = forms.CharField(
        label="时期", max_length=24, help_text="年度报告填 2016，季度简报填 2018Q1；须已冻结该时期的数据"
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["code"].choices = [(one.code, one.name) for one in outlines_on()]  # type: ignore[attr-defined]

    def clean_period(self) -> str:
        try:
            return read_period(self.cleaned_data["period"]).code
        except PeriodNotUnderstood as error:
            raise forms.ValidationError(str(error)) from None


class TextForm(PageForm):
    """The text of a block as it is written by hand."""

    text = forms.CharField(
        label="文字",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=5000,
        help_text="换行即另起一段；照原样写出的数会自动带上核验码",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ParagraphForm(PageForm):
    """A paragraph of one's own."""

    text = forms.CharField(
        label="文字",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=5000,
        help_text="加在所选段落之后，重新取数时保留",
    )


class ReturnForm(PageForm):
    """Why a report goes back."""

    reason = forms.CharField(label="退回意见", widget=forms.Textarea(attrs={"rows": 4}), max_length=500)


class IssueForm(PageForm):
    """Whether the issued report is open to everybody."""

    is_public = forms.BooleanField(
        label="对外公开", required=False, initial=True, help_text="公众可在“公开报告”中查看和下载"
    )
