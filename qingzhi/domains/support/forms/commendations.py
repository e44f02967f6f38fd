"""Forms of commendations."""

from django import forms

from qingzhi.base.pages.forms import PageForm


class LeaveOutForm(PageForm):
    """Why a candidate is left out."""

    reason = forms.CharField(label="不予推荐的理由", max_length=300)


class DecideForm(PageForm):
    """By what it was decided."""

    decision = forms.CharField(label="表彰决定", max_length=300, help_text="文号或会议名称和日期")
