"""What is filled into the steps of goods held at the border."""

from decimal import Decimal
from typing import Any

from django import forms

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.forms import PageForm
from qingzhi.engine.procedures.forms import CaseForm

from ..terms.customs import Disposal, SecurityKind

WORDS = forms.Textarea(attrs={"rows": 5})


def _money(label: str, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=Decimal("0.01"), max_digits=14, decimal_places=2, **more)


class SecurityForm(CaseForm, PageForm):
    """How the holder gives security."""

    kind = forms.ChoiceField(label="担保方式", choices=SecurityKind.choices())
    amount = _money("担保金额（元）")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        dossier = self.case.dossier if self.case is not None else None
        if dossier is not None:
            self.fields["amount"].initial = dossier.security
            self.fields["amount"].help_text = f"应提供 {dossier.security:,.2f} 元（{dossier.security_told}）"
            if dossier.recordal.is_patent:
                self.fields["kind"].choices = [(SecurityKind.EACH.value, SecurityKind.EACH.label)]  # type: ignore[attr-defined]


class FindingForm(PageForm):
    """What the customs found."""

    finding = forms.CharField(label="调查和认定", max_length=4000, widget=WORDS)


class BondForm(PageForm):
    """What the trader gives so that the goods go on."""

    amount = _money("反担保金额（元）", help_text="与货物等值；只适用于专利权")


class CourtForm(PageForm):
    """What the court sent."""

    court = forms.CharField(label="人民法院", max_length=120)
    number = forms.CharField(label="协助执行通知书文号", max_length=80)


class DisposalForm(PageForm):
    """What becomes of the goods."""

    disposal = forms.ChoiceField(label="处置方式", choices=Disposal.choices())
    why = forms.CharField(
        label="没有采用前面方式的理由",
        max_length=300,
        required=False,
        help_text="法定次序：公益、转让权利人、消除特征拍卖、销毁",
    )

    def clean(self) -> dict[str, Any]:
        """What comes later in the order of the law says why."""
        given = super().clean() or {}
        if given.get("disposal") not in (None, Disposal.CHARITY.value) and not given.get("why", "").strip():
            self.add_error("why", "请写明没有采用前面方式的理由")
        return given


class _Bodies(forms.ModelChoiceField):
    def label_from_instance(self, obj: Body) -> str:
        return obj.name


class HelpForm(CaseForm, PageForm):
    """Which authority is asked to help to judge."""

    receiver = _Bodies(label="请求协助的部门", queryset=Body.objects.none())
    request = forms.CharField(label="请求事项", max_length=4000, widget=WORDS)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        own = self.case.body_id if self.case is not None else 0
        self.fields["receiver"].queryset = bodies_on().exclude(pk=own).order_by("position", "name")  # type: ignore[attr-defined]
