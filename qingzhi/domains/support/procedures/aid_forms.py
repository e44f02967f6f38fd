"""Forms of the steps of the variety-right fund, compensation and priority."""

from decimal import Decimal

from django import forms

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.forms import DateField, PageForm

from .award_forms import long_text


def money(label: str, *, required: bool = True, hint: str = "") -> forms.DecimalField:
    """An amount in yuan."""
    return forms.DecimalField(
        label=label, min_value=Decimal(0), max_digits=12, decimal_places=2, required=required, help_text=hint
    )


class FeesForm(PageForm):
    """The fees of an enforcement as they were approved against the bills."""

    lawyer = money("核定律师费（元）")
    notary = money("核定公证费（元）")
    appraisal = money("核定鉴定费（元）")
    covered = money("赔偿已覆盖的合理开支（元）", hint="判决或协议已支持的合理开支，须扣除。")


class JointForm(PageForm):
    """Which body looks at an application together with the office."""

    trade_body = forms.ModelChoiceField(
        Body.objects.none(), label="会审单位", help_text="农业植物新品种送农牧部门，林业植物新品种送林业部门。"
    )

    def __init__(self, *args: object, **more: object):
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["trade_body"].queryset = Body.objects.filter(kind="department", valid_to=None)  # type: ignore[attr-defined]


class OpinionForm(PageForm):
    """What the other body says."""

    agrees = forms.TypedChoiceField(
        label="意见", choices=[("1", "同意"), ("0", "不同意")], coerce=lambda value: value == "1"
    )
    opinion = long_text("会审意见", rows=3)


class AssessmentForm(PageForm):
    """What the experts found."""

    score = forms.DecimalField(label="专家评分", min_value=0, max_value=100, max_digits=5, decimal_places=2)
    expert_opinion = long_text("专家意见", rows=3)


class ContractForm(PageForm):
    """The contract that was signed."""

    contract_number = forms.CharField(label="合同编号", max_length=60)
    contract_on = DateField(label="签订日期")


class AcceptanceForm(PageForm):
    """What the acceptance found."""

    acceptance = long_text("验收意见", rows=3)


class TermForm(PageForm):
    """Until when a recognition holds."""

    valid_to = DateField(label="有效至", required=False, help_text="不填为长期有效，终止时另行登记。")
