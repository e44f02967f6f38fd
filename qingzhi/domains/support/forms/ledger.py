"""Entering what was paid before, and marks on rights."""

from django import forms

from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.domains.rights.terms import RightKind

from ..terms import Act, Level, MarkKind


class EarlierForm(PageForm):
    """A payment of the past."""

    kind = forms.ChoiceField(label="权利种类", choices=RightKind.choices())
    number = forms.CharField(label="权利号", max_length=60)
    act = forms.ChoiceField(label="资助事项", choices=Act.choices())
    part = forms.CharField(label="年度或国别", max_length=20, required=False, help_text="年费填第几年，境外填国别代码")
    level = forms.ChoiceField(label="资助级别", choices=Level.choices(), initial=Level.PREFECTURAL.value)
    body_name = forms.CharField(label="资助单位", max_length=200)
    holder_name = forms.CharField(label="受资助单位", max_length=200)
    year = forms.IntegerField(label="年度", min_value=1990, max_value=2100)
    amount = forms.DecimalField(label="金额（元）", required=False, min_value=0, max_digits=14, decimal_places=2)
    paid_on = DateField(label="拨付日期", required=False)
    reference = forms.CharField(label="依据", max_length=200, required=False)


class MarkForm(PageForm):
    """A right in dispute or found abnormal."""

    kind = forms.ChoiceField(label="权利种类", choices=RightKind.choices())
    number = forms.CharField(label="权利号", max_length=60)
    mark = forms.ChoiceField(label="情形", choices=MarkKind.choices())
    on = DateField(label="自")
    basis = forms.CharField(label="依据", max_length=300, help_text="法院或主管部门的受理通知、通报文号")


class EndMarkForm(PageForm):
    """The end of a mark."""

    on = DateField(label="解除日期")
    reason = forms.CharField(label="解除理由", max_length=280, widget=forms.Textarea)


class BatchPaymentForm(PageForm):
    """One payment day and voucher for the cases that are ticked."""

    paid_on = DateField(label="拨付日期")
    voucher = forms.CharField(label="拨款凭证号", max_length=100)
