"""Form of the check of a baseline."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import PageForm

from .targets import indicator_choices


class BaselineForm(PageForm):
    """By which indicator and for which period a figure of the text is recomputed."""

    indicator = forms.ChoiceField(
        label="指标", required=False, help_text="只列指标目录里的指标；选“不绑定”即不再核对。"
    )
    period = forms.CharField(
        label="时期",
        max_length=40,
        required=False,
        help_text="时点写年底或日期（2015、2017-06-30），期间写起止年（2011-2015）。",
    )
    note = forms.CharField(
        label="说明", max_length=300, required=False, help_text="原文没有写明时点的，说明按哪一天核对、为什么。"
    )

    def __init__(self, *args: Any, unit: str = "", **options: Any):
        super().__init__(*args, **options)
        self.fields["indicator"].choices = indicator_choices(unit)  # type: ignore[attr-defined]
