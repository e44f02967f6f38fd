"""Asking to read who complained, and answering that."""

from django import forms

from qingzhi.base.pages.forms import PageForm


class IdentityForm(PageForm):
    """What for, and on what basis."""

    purpose = forms.CharField(label="用途", max_length=300, help_text="办案需要做什么，例如：联系举报人辨认商品")
    basis = forms.CharField(label="依据", max_length=300, help_text="条文或经批准的方案")


class IdentityAnswerForm(PageForm):
    """Whether it is allowed, and why."""

    allow = forms.TypedChoiceField(
        label="决定",
        choices=[("1", "同意查看"), ("0", "不同意")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label="意见", max_length=300)
