"""What is filled into the steps of a subsidy and of its later check."""

from decimal import Decimal

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.engine.procedures.forms import CaseForm


class PromiseForm(PageForm):
    """The applicant's promise, without which nothing is sent."""

    promised = forms.BooleanField(
        label="承诺：所填内容和所附材料真实；同一权利的同一事项没有获得其他资助；如有不实，退回资助并承担责任"
    )


class PrecheckForm(PageForm):
    """What the prefecture says."""

    agreed = forms.ChoiceField(label="初审结论", choices=[("yes", "同意上报"), ("no", "不同意上报")])
    opinion = forms.CharField(label="初审意见", max_length=280, widget=forms.Textarea)


class CorrectionForm(PageForm):
    """Everything that is missing, named at once: one line each."""

    missing = forms.CharField(
        label="须补正的全部事项",
        widget=forms.Textarea,
        max_length=4000,
        help_text="每行一项；只能退回补正一次，请一次写全",
    )


class ProposeForm(PageForm):
    """The reviewer's opinion."""

    opinion = forms.CharField(label="审查意见", max_length=1000, widget=forms.Textarea, required=False)


class ObjectionForm(PageForm):
    """What was found about an objection."""

    finding = forms.CharField(label="异议调查和处理意见", max_length=480, widget=forms.Textarea)


class StrikeForm(CaseForm, PageForm):
    """What was found about an objection, and which claims fall with it; the others are computed and published anew."""

    struck = forms.MultipleChoiceField(label="剔除的事项", widget=forms.CheckboxSelectMultiple)
    finding = forms.CharField(label="异议调查和处理意见", max_length=280, widget=forms.Textarea)

    def __init__(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        claims = self.case.dossier.claims.filter(amount__gt=0) if self.case is not None else ()
        choices = [(str(one.pk), f"{one}，{one.amount}元") for one in claims]
        self.fields["struck"].choices = choices  # type: ignore[attr-defined]


class DecisionForm(CaseForm, PageForm):
    """Which meeting decided, under which number."""

    meeting = forms.CharField(label="决定会议", max_length=200, help_text="例如：2018年第6次局务会")
    meeting_on = DateField(label="会议日期")
    decision_number = forms.CharField(label="决定文号", max_length=100)

    def clean_meeting_on(self):  # type: ignore[no-untyped-def]
        on = self.cleaned_data["meeting_on"]
        if on > clock.today():
            raise forms.ValidationError("会议日期不能晚于今天")
        return on


class PaymentForm(PageForm):
    """When it was paid, by which voucher."""

    paid_on = DateField(label="拨付日期")
    voucher = forms.CharField(label="拨款凭证号", max_length=100)

    def clean_paid_on(self):  # type: ignore[no-untyped-def]
        on = self.cleaned_data["paid_on"]
        if on > clock.today():
            raise forms.ValidationError("拨付日期不能晚于今天")
        return on


class StatementForm(PageForm):
    """What the holder says."""

    statement = forms.CharField(label="情况说明", max_length=2000, widget=forms.Textarea)


class RecoveryForm(CaseForm, PageForm):
    """How much is to be paid back, under which number; not more than was paid."""

    amount = forms.DecimalField(label="应追回金额（元）", min_value=Decimal("0.01"), max_digits=14, decimal_places=2)
    decision_number = forms.CharField(label="追回决定文号", max_length=100)
    notice = forms.CharField(label="追回通知", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        if self.case is not None:
            dossier = self.case.dossier
            self.fields["amount"].initial, self.fields["notice"].initial = dossier.amount, dossier.notice

    def clean_amount(self):  # type: ignore[no-untyped-def]
        amount = self.cleaned_data["amount"]
        paid = self.case.dossier.paid
        left = (paid.amount or Decimal(0)) - paid.recovered
        if amount > left:
            raise forms.ValidationError(f"最多可追回 {left} 元")
        return amount


class RepaymentForm(PageForm):
    """What came back."""

    repaid = forms.DecimalField(label="退回金额（元）", min_value=Decimal("0.01"), max_digits=14, decimal_places=2)
    repaid_on = DateField(label="到账日期")
    voucher = forms.CharField(label="收款凭证号", max_length=100)
