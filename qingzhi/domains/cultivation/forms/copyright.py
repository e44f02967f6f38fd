"""What is filled in on the pages of cultivation."""

from django import forms

from qingzhi.base.pages.forms import PageForm

from ..terms import DemonstrationKind


class RecognitionRequestForm(PageForm):
    """As what, and why."""

    kind = forms.ChoiceField(label="认定类别", choices=DemonstrationKind.choices)
    reasons = forms.CharField(
        label="版权工作情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="登记、使用、管理和维权情况；作品和软件件数由登记簿计算，不用填写",
    )  # fmt: skip
