"""What is filled in on the pages of coordination."""

from decimal import Decimal

from django import forms

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.forms import DateField, PageForm

from ..terms import FROM_COURTS, REPLY_WORDS, RESULT, SENT_BY_HAND, HandoverKind, Offence, Reply, ReplyReason


class _Receivers(forms.ModelChoiceField):
    """Another body that stands today."""

    def label_from_instance(self, obj: Body) -> str:
        return obj.name


class HandoverForm(PageForm):
    """To whom, what is asked, by which law."""

    kind = forms.ChoiceField(label="种类", choices=[(one.value, one.label) for one in SENT_BY_HAND])
    receiver = _Receivers(label="接收单位", queryset=Body.objects.none())
    title = forms.CharField(label="事由", max_length=200)
    request = forms.CharField(label="请求事项", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    basis = forms.CharField(
        label="法律依据", max_length=300, help_text="例如：《市场监督管理行政处罚程序规定》第四十五条"
    )
    file = forms.FileField(label="附件", required=False)

    def __init__(self, *args, receivers, **kwargs):  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = receivers  # type: ignore[attr-defined]


class AnswerForm(PageForm):
    """How it is answered."""

    reply = forms.ChoiceField(label="答复", choices=Reply.choices)
    reason = forms.ChoiceField(
        label="不予接收或退回的理由", required=False, choices=[("", "—"), *((one.value, one.label) for one in ReplyReason if one not in FROM_COURTS)]
    )  # fmt: skip
    text = forms.CharField(label="答复内容", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    file = forms.FileField(label="附件", required=False)

    def __init__(self, *args, kind, **kwargs):  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        words = [(one.value, REPLY_WORDS.get((kind.value, one.value), one.label)) for one in Reply]
        self.fields["reply"].choices = words  # type: ignore[attr-defined]
        if kind in RESULT:
            self.fields["text"].label = "办理结果"
        if kind is HandoverKind.JURISDICTION:
            del self.fields["file"]


class ExtensionForm(PageForm):
    """Until when, and why."""

    until = DateField(label="延期至")
    reason = forms.CharField(label="延期理由", max_length=300)


class ReadingForm(PageForm):
    """For what, by which law."""

    purpose = forms.CharField(label="查阅目的", max_length=200)
    basis = forms.CharField(label="法律依据", max_length=200)


class WithdrawalForm(PageForm):
    """Why it is taken back."""

    reason = forms.CharField(label="撤回理由", max_length=300)


def _money(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=14, decimal_places=2, required=False, initial=Decimal(0)
    )


class TransferForm(PageForm):
    """What the act was, as far as the thresholds ask for it."""

    case = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    offence = forms.ChoiceField(label="涉嫌罪名", choices=Offence.choices)
    suspect = forms.CharField(label="涉嫌当事人", max_length=200)
    acted_on = forms.DateField(
        label="行为发生日", widget=forms.DateInput(attrs={"type": "date"}), help_text="按这一天施行的司法解释判断"
    )
    facts = forms.CharField(label="涉嫌犯罪事实", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    gain = _money("违法所得（元）")
    turnover = _money("非法经营额或销售额（元）")
    unsold = _money("未销售货值（元）")
    loss = _money("直接损失（元）")
    pieces = forms.IntegerField(label="件数", min_value=0, max_value=1_000_000_000, required=False, initial=0)
    marks = forms.IntegerField(label="涉及权利数", min_value=1, max_value=9999, initial=1)
    repeated = forms.BooleanField(label="二年内因同类行为受过刑罚或行政处罚", required=False)
    suspicion = forms.CharField(
        label="犯罪合理嫌疑的理由", max_length=500, required=False, help_text="没有达到标准而须公安机关进一步判断的，写明理由"
    )  # fmt: skip
    police = _Receivers(label="公安机关", queryset=Body.objects.none())
    procuratorate = _Receivers(label="同级检察院", queryset=Body.objects.none())

    def __init__(self, *args, receivers, **kwargs):  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        for name in ("police", "procuratorate"):
            self.fields[name].queryset = receivers(name)  # type: ignore[attr-defined]

    def clean_acted_on(self):  # type: ignore[no-untyped-def]
        """Not in the future."""
        day = self.cleaned_data["acted_on"]
        if day > clock.today():
            raise forms.ValidationError("行为发生日不能晚于今天")
        return day
