"""Forms of filing for special support, of transactions and projects."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.forms import DateField, PageForm

from ..procedures.aid_forms import money
from ..procedures.award_forms import long_text
from ..terms.awards import FundUse, JudgementKind, PriorityGround, ProjectStage, TransactionKind


class OwnRightForm(PageForm):
    """A form that offers the applicant's own rights, looked up in the register."""

    def __init__(self, *args: Any, rights: QuerySet[Any], programmes: QuerySet[Any] | None = None, **more: Any):
        super().__init__(*args, **more)
        self.fields["right"].queryset = rights  # type: ignore[attr-defined]
        if programmes is not None:
            self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


class FundForm(OwnRightForm):
    """An application to the variety-right fund."""

    right: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label="品种权", help_text="登记簿中您单位有效的植物新品种权。"
    )
    use = forms.ChoiceField(label="用途", choices=FundUse.choices())
    purpose = long_text("用途说明", rows=4)
    cost = money("实际或预计支出（元）")
    requested = money("申请金额（元）")
    area = forms.CharField(label="推广面积及证明", max_length=200, required=False)
    programme: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(None, label="资金专项", required=False)


class TransactionClaimForm(PageForm):
    """The confirmation of a claim that rests on a recorded transaction."""

    programme: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(None, label="资金专项", required=False)

    def __init__(self, *args: Any, programmes: QuerySet[Any], **more: Any):
        super().__init__(*args, **more)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


class EnforcementForm(OwnRightForm):
    """An application for the costs of an enforcement."""

    right: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(None, label="被侵害的权利")
    kind = forms.ChoiceField(label="生效文书", choices=JudgementKind.choices())
    number = forms.CharField(label="文书编号", max_length=100)
    on = DateField(label="生效日")
    found = forms.BooleanField(label="文书认定侵权成立（和解、调解协议承认侵权）", required=False)
    lawyer = money("律师费（元）")
    notary = money("公证费（元）")
    appraisal = money("鉴定费（元）")
    covered = money("赔偿已覆盖的合理开支（元）")
    programme: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(None, label="资金专项", required=False)


class PriorityForm(OwnRightForm):
    """A ground of priority."""

    ground = forms.ChoiceField(label="事由", choices=PriorityGround.choices())
    name = forms.CharField(label="联盟、专利池或组合名称", max_length=120)
    role = forms.CharField(label="地位", max_length=20, required=False, help_text="例如：理事单位、成员。")
    right: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label="权利", required=False, help_text="核心专利组合须选择。"
    )
    basis = forms.CharField(label="依据", max_length=300, help_text="章程、入会文件或组合评审文件。")


class TransactionForm(PageForm):
    """A transaction entered by hand; parties and rights are looked up."""

    kind = forms.ChoiceField(label="种类", choices=TransactionKind.choices())
    contract_number = forms.CharField(label="合同编号", max_length=80)
    filing_number = forms.CharField(label="备案号", max_length=80, required=False)
    signed_on = DateField(label="签订日")
    amount = money("合同金额（元）")
    paid_amount = money("实际到账金额（元）")
    paid_on = DateField(label="到账日", required=False)
    giver = forms.CharField(label="出让、许可、出质方", max_length=200, help_text="登记簿中的全称。")
    taker = forms.CharField(label="受让、被许可、出资方", max_length=200, help_text="登记簿中的全称。")
    operator = forms.CharField(label="运营机构", max_length=200, required=False)
    right_kind = forms.ChoiceField(
        label="权利种类",
        choices=[("patent", "专利"), ("trademark", "商标"), ("variety", "植物新品种"), ("software", "软件登记")],
    )
    numbers = long_text("权利号（一行一个）", rows=3)
    source = forms.CharField(label="依据", max_length=300, help_text="例如：合同、银行到账凭证、备案公告。")


class ReasonForm(PageForm):
    """A reason."""

    reason = long_text("理由", rows=3)


class ProjectForm(PageForm):
    """An agricultural research project at an evaluation."""

    title = forms.CharField(label="项目", max_length=200)
    undertaker = forms.CharField(label="承担单位", max_length=200, help_text="登记簿中的全称；自有品种权从登记簿取。")
    body = forms.ModelChoiceField(Body.objects.none(), label="主管单位")
    stage = forms.ChoiceField(label="环节", choices=ProjectStage.choices())
    base_score = forms.DecimalField(
        label="评审得分", min_value=Decimal(0), max_value=Decimal(100), max_digits=5, decimal_places=2
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **more: Any):
        super().__init__(*args, **more)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["body"].initial = bodies.first()
