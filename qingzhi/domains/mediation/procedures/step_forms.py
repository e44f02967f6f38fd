"""What mediator, desk and court fill in on a mediation's steps."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import PageForm
from qingzhi.engine.procedures.forms import CaseForm

from ..models import Mediator
from ..queries import available

YES_NO = (("no", "否"), ("yes", "是"))


def _day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _words(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=8000, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _yes_no(label: str, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=YES_NO, coerce=lambda value: value == "yes", **more)


def _past(day: Any) -> Any:
    if day and day > clock.today():
        raise forms.ValidationError("日期不能晚于今天")
    return day


class _Free(forms.ModelChoiceField):
    def label_from_instance(self, obj: Mediator) -> str:
        return f"{obj.name}（{obj.organisation.name}，{obj.fields_shown}）"


class ChooseForm(CaseForm, PageForm):
    """Whom both sides want; only who is not excluded can be chosen."""

    mediator = _Free(label="双方选定的调解员", queryset=Mediator.objects.none())

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.case is not None:
            free = [one.pk for one, reasons in available(self.case.dossier, clock.today()) if not reasons]
            self.fields["mediator"].queryset = Mediator.objects.filter(pk__in=free).select_related("organisation")  # type: ignore[attr-defined]


class TakeOnForm(PageForm):
    """The mediator's own word that nothing stands between him and the sides."""

    independent = forms.BooleanField(label="本人与双方当事人及争议没有利害关系，应当回避的情形已经披露")


class SessionForm(PageForm):
    """What was said at a session."""

    held_on = _day("日期")
    place = forms.CharField(label="地点或方式", max_length=200)
    present = forms.CharField(label="到场人员", max_length=300)
    record = _words("笔录", 6)

    def clean_held_on(self) -> Any:
        """Not in the future."""
        return _past(self.cleaned_data["held_on"])


class AgreementForm(PageForm):
    """What both sides agreed on, and what the screening asks."""

    agreement = _words("协议内容", 8, help_text="逐条写明；将原样写入调解协议书")
    pays = forms.DecimalField(label="给付金额（元）", min_value=0, max_digits=14, decimal_places=2, required=False)
    perform_by = _day("履行期限", required=False)
    related = _yes_no("双方有关联关系（同一控制人、投资、亲属等）")
    contested = _yes_no("有实质争议", initial="yes")
    debtor = _yes_no("给付一方正被执行或已进入破产程序")
    validity = _yes_no("协议内容确认专利、商标等权利的效力")
    public = _yes_no("可能损害国家利益、公共利益或他人利益")


class ArbitrationForm(PageForm):
    """Which institution the sides agreed on."""

    institution = forms.CharField(label="仲裁机构", max_length=200)
