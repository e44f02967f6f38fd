"""What is filled into the steps of an online case."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.engine.procedures.forms import CaseForm

from ..models import OnlineLink
from ..terms.online import CounterEnd, LinkOutcome
from ..terms.penalty import Offence
from .penalty_forms import WORDS, past

ANSWERS = (
    (LinkOutcome.REMOVED.value, LinkOutcome.REMOVED.label), (LinkOutcome.KEPT.value, LinkOutcome.KEPT.label),
)  # fmt: skip


class _Links(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: OnlineLink) -> str:
        return f"{obj.title}（{obj.url}）" if obj.title else obj.url


class _LinkForm(CaseForm, PageForm):
    """Knows the links of its case."""

    def links(self, *outcomes: LinkOutcome) -> Any:
        return OnlineLink.objects.filter(online__case=self.case, outcome__in=[one.value for one in outcomes])


class OutcomeForm(_LinkForm):
    """What the platform did, a line for each link."""

    answered_on = DateField(label="平台答复日期")
    forwarded_on = DateField(label="平台转送网店日期", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.asked = list(self.links(LinkOutcome.PENDING)) if self.case is not None else []
        for one in self.asked:
            self.fields[f"link_{one.pk}"] = forms.ChoiceField(
                label=str(one)[:80], choices=ANSWERS, widget=forms.RadioSelect
            )

    def clean_answered_on(self) -> Any:
        return past(self.cleaned_data["answered_on"])


class PlatformForm(_LinkForm):
    """What a platform says that it did, a line for each link."""

    forwarded_on = DateField(label="转送网店日期", required=False, help_text="把通知转给网店的日期；还没有转送的不填")
    words = forms.CharField(
        label="说明", max_length=2000, required=False, widget=WORDS, help_text="没有采取措施的，写明理由"
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.asked = list(self.links(LinkOutcome.PENDING)) if self.case is not None else []
        for one in self.asked:
            self.fields[f"link_{one.pk}"] = forms.ChoiceField(
                label=str(one)[:80], choices=ANSWERS, widget=forms.RadioSelect
            )
        self.order_fields([f"link_{one.pk}" for one in self.asked])

    def clean_forwarded_on(self) -> Any:
        given = self.cleaned_data["forwarded_on"]
        return past(given) if given else given

    def clean(self) -> dict[str, Any]:
        """Who leaves a link as it is says why: 《电子商务法》第四十二条."""
        given = super().clean() or {}
        kept = any(given.get(f"link_{one.pk}") == LinkOutcome.KEPT.value for one in self.asked)
        if kept and not given.get("words", "").strip():
            self.add_error("words", "没有采取措施的，请写明理由")
        return given


class CounterForm(_LinkForm):
    """What the shop declares."""

    links_named = _Links(OnlineLink.objects.none(), label="声明涉及的链接", widget=forms.CheckboxSelectMultiple)
    by = forms.CharField(label="声明人", max_length=200)
    text = forms.CharField(label="声明内容和初步证据", max_length=4000, widget=WORDS)
    received_on = DateField(label="平台收到声明日期")
    forwarded_on = DateField(label="声明到达权利人日期", help_text="等待期自这一天起算")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["links_named"].queryset = self.links(LinkOutcome.REMOVED)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """In the order in which it happened, not in the future."""
        given = super().clean() or {}
        first, then = given.get("received_on"), given.get("forwarded_on")
        if first and then and then < first:
            self.add_error("forwarded_on", "到达日期不能早于平台收到日期")
        elif then:
            past(then)
        return given


class PursuedForm(PageForm):
    """Where the holder went."""

    ended = forms.ChoiceField(
        label="结果", choices=[(one.value, one.label) for one in (CounterEnd.PURSUED, CounterEnd.DROPPED)]
    )
    authority = forms.CharField(label="受理机关或者人民法院", max_length=120, required=False)
    number = forms.CharField(label="受理文号", max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        """Who went to an authority or a court names it."""
        given = super().clean() or {}
        if given.get("ended") == CounterEnd.PURSUED.value and not given.get("authority", "").strip():
            self.add_error("authority", "请填写受理机关或者人民法院")
        return given


class OfflineForm(CaseForm, PageForm):
    """How it goes on outside of the web."""

    way = forms.ChoiceField(
        label="转线下办理", choices=[("new", "登记为新的案件线索"), ("known", "并入已有的案件")], widget=forms.RadioSelect, initial="new"
    )  # fmt: skip
    offence = forms.ChoiceField(label="涉嫌的违法行为（新线索）", choices=Offence.choices(), required=False)
    number = forms.CharField(label="案件编号（并入）", max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """Where it joins a case, which one."""
        given = super().clean() or {}
        if given.get("way") == "known" and not given.get("number", "").strip():
            self.add_error("number", "请填写并入的案件编号")
        if given.get("way") == "new" and not given.get("offence"):
            self.add_error("offence", "请选择涉嫌的违法行为")
        return given
