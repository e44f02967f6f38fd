"""What is filled into the steps of help with a recordal."""

from datetime import date

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import DateField, PageForm


def _not_later(day: date) -> date:
    if day > clock.today():
        raise forms.ValidationError("日期不能晚于今天")
    return day


class AdviceForm(PageForm):
    """What the liaison says of the papers."""

    advice = forms.CharField(
        label="辅导意见",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="材料是否齐全、商品和图样怎样填报、须注意的事项",
    )


class FiledForm(PageForm):
    """That the holder filed with the General Administration."""

    filed_on = DateField(label="向海关总署提交日期")
    file_number = forms.CharField(label="总署系统的申请号", max_length=60, required=False)

    def clean_filed_on(self) -> date:
        """Not in the future."""
        return _not_later(self.cleaned_data["filed_on"])


class RecordedForm(PageForm):
    """The recordal as the General Administration gave it."""

    number = forms.CharField(label="海关备案号", max_length=40, help_text="如：T2018-00001")
    valid_from = DateField(label="备案生效日")

    def clean_valid_from(self) -> date:
        """Not in the future."""
        return _not_later(self.cleaned_data["valid_from"])
