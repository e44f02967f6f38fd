"""What is filled in on the pages of lists of enterprises."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import PageForm

from ..models import Cohort
from ..terms.cohorts import OutreachOutcome


class DrawForm(PageForm):
    """Which list, for which year, on what basis."""

    cohort = forms.ModelChoiceField(label="名单", queryset=Cohort.objects.all(), empty_label=None)
    year = forms.IntegerField(label="年度")
    basis = forms.CharField(label="编制依据", max_length=300, help_text="认定文件、公告或会议纪要的名称和文号。")
    from_register = forms.BooleanField(
        label="先列入当年1月1日资质标记有效的企业", required=False, initial=True,
        help_text="不勾选则从空名单开始，由文件导入或逐个加入。",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["year"].initial = clock.today().year


class MemberForm(PageForm):
    """An enterprise, by its code or its whole name."""

    enterprise = forms.CharField(label="统一社会信用代码或企业全称", max_length=200)
    basis = forms.CharField(label="依据", max_length=200, help_text="认定文件或证书编号。")


class ReasonForm(PageForm):
    """Why."""

    reason = forms.CharField(label="理由", max_length=200)


class AnswerForm(PageForm):
    """What came of a call."""

    outcome = forms.ChoiceField(label="走访结果", choices=OutreachOutcome.choices)
    note = forms.CharField(
        label="走访情况", max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="何时、见了谁、研发和申请打算、需要什么帮助；不写身份证号和个人电话。",
    )  # fmt: skip
