"""What is typed in here: only reasons."""

from django import forms

from qingzhi.base.pages.forms import PageForm


class ReasonForm(PageForm):
    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
