"""What police and office fill in on a transfer's steps."""

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import PageForm

from ..terms import ReplyReason

NOT_FILED = (ReplyReason.NO_CRIME, ReplyReason.SLIGHT, ReplyReason.JURISDICTION, ReplyReason.OTHER)
RETURNED = (ReplyReason.MATERIALS, ReplyReason.JURISDICTION)


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class FilingForm(PageForm):
    """Under which number it was filed."""

    filing_number = forms.CharField(label="立案决定书文号", max_length=60)


class RefusalForm(PageForm):
    """Why it is not filed, by code; the reason itself is the step's words."""

    reason = forms.ChoiceField(label="理由", choices=[(one.value, one.label) for one in NOT_FILED])


class ReturnForm(PageForm):
    """Why it comes back."""

    reason = forms.ChoiceField(label="理由", choices=[(one.value, one.label) for one in RETURNED])


class GoodsForm(PageForm):
    """When goods and papers were handed over."""

    handed_on = _day("移交日期")

    def clean_handed_on(self):  # type: ignore[no-untyped-def]
        """Not in the future."""
        day = self.cleaned_data["handed_on"]
        if day > clock.today():
            raise forms.ValidationError("移交日期不能晚于今天")
        return day
