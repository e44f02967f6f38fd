"""What is filled in on the steps of an appraisal."""

from collections.abc import Sequence
from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import PageForm
from qingzhi.engine.procedures.forms import CaseForm

from ..models import AppraisalBody, Appraiser
from ..queries.appraisers import candidate_of, free_bodies
from ..terms import Declined, Payer, SecondGround, Side


def _words(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **more)


class PayerForm(PageForm):
    """Who pays in advance."""

    payer = forms.ChoiceField(label="鉴定费由谁预付", choices=Payer.choices)


class _Body(forms.ModelChoiceField):
    def label_from_instance(self, obj: AppraisalBody) -> str:
        return f"{obj.name}（{obj.fields_shown}）"


class ChosenForm(CaseForm, PayerForm):
    """Which body; only those that nothing keeps out can be chosen."""

    body = _Body(label="鉴定机构", queryset=AppraisalBody.objects.none())
    field_order = ("body",)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.case is not None:
            free = [one.body.pk for one in free_bodies(self.case.dossier)]
            self.fields["body"].queryset = AppraisalBody.objects.filter(pk__in=free)  # type: ignore[attr-defined]


class AgreedForm(ChosenForm):
    """Whom both sides want."""

    agreed = forms.BooleanField(label="双方已经协商一致")


class NamedForm(ChosenForm):
    """Whom the office names, with its reason."""


class _Experts(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Appraiser) -> str:
        return f"{obj.name}（{obj.title or obj.fields_shown}，{obj.certificate}）"


class TakeOnForm(CaseForm, PageForm):
    """Who appraises, and what it costs; whoever is kept out is not offered."""

    experts = _Experts(label="鉴定人", queryset=Appraiser.objects.none(), widget=forms.CheckboxSelectMultiple)
    fee = forms.DecimalField(label="鉴定费（元）", min_value=0, max_digits=12, decimal_places=2)
    independent = forms.BooleanField(label="本机构和指定的鉴定人与双方当事人没有利害关系")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen = self.case.dossier.body if self.case is not None else None
        if chosen is not None:
            found = candidate_of(self.case.dossier, chosen, clock.today())
            free = [one.pk for one in found.free] if found else []
            self.fields["experts"].queryset = Appraiser.objects.filter(pk__in=free)  # type: ignore[attr-defined]


class DeclineForm(PageForm):
    """Why the body does not take it, by code."""

    declined = forms.ChoiceField(label="不予受理的理由", choices=Declined.choices)


class PaidForm(PageForm):
    """That the fee was paid."""

    paid_on = forms.DateField(label="缴费日期", widget=forms.DateInput(attrs={"type": "date"}))
    receipt = forms.CharField(label="缴费凭证号", max_length=100)

    def clean_paid_on(self) -> Any:
        """Not in the future."""
        day = self.cleaned_data["paid_on"]
        if day > clock.today():
            raise forms.ValidationError("日期不能晚于今天")
        return day


class MoreForm(PageForm):
    """What the body still needs."""

    wanted = _words("需要补充的材料", 3)


class MaterialForm(PageForm):
    """What is handed over, one thing to a line."""

    materials = _words("补充的材料", 3, help_text="每行一件")

    def clean_materials(self) -> Sequence[str]:
        """The lines."""
        return [line.strip() for line in self.cleaned_data["materials"].splitlines() if line.strip()]


class OpinionForm(PageForm):
    """What the opinion says; the document itself is attached."""

    number = forms.CharField(label="意见书编号", max_length=60)
    conclusion = _words("鉴定意见", 6, help_text="逐条回答委托的问题")


class SideForm(CaseForm, PageForm):
    """For whom the desk writes down; a side with its own account speaks for itself."""

    side = forms.ChoiceField(label="哪一方", choices=Side.choices, required=False, help_text="当事人本人办理时不用填写")


class SecondForm(PageForm):
    """Why another body appraises."""

    second = forms.ChoiceField(label="重新鉴定的理由", choices=SecondGround.choices)
