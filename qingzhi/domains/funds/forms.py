"""Forms of money."""

import secrets
from decimal import Decimal
from typing import Any

from django import forms

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.forms import DateField, FileField, PageForm
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import valid_on

from .terms import Remainder, Source

PLEASE = [("", "请选择")]


def new_key() -> str:
    """A key for one posting; the form carries it, so that a double click posts once."""
    return secrets.token_urlsafe(18)


class KeyedForm(PageForm):
    """A form whose sending twice does one thing."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput, initial=new_key)


def amount_field(label: str = "金额（元）", **options: Any) -> forms.DecimalField:
    """An amount in yuan, to the cent."""
    given = {"max_digits": 15, "decimal_places": 2, "min_value": Decimal("0.01"), **options}
    return forms.DecimalField(label=label, **given)


def words(label: str, **options: Any) -> forms.CharField:
    """A longer remark."""
    given = {"required": False, "max_length": 500, "widget": forms.Textarea(attrs={"rows": 2}), **options}
    return forms.CharField(label=label, **given)


class ProgrammeForm(PageForm):
    """A new programme."""

    name = forms.CharField(label="专项名称", max_length=120)
    code = forms.CharField(label="编码", max_length=40, help_text="各年度沿用同一编码，例如 zhuanli-zizhu")
    year = forms.IntegerField(label="预算年度", min_value=2000, max_value=2100)
    body = forms.ModelChoiceField(Body.objects.none(), label="主管单位", empty_label="请选择")
    basis = forms.CharField(label="依据文号", max_length=200, required=False, help_text="设立专项的文件名称和文号")
    purpose = words("用途", max_length=2000)
    opens_on = DateField(label="启用日期", required=False, help_text="不填为当年1月1日")
    closes_on = DateField(label="截止日期", required=False, help_text="不填为当年12月31日；此后不能再预留")

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        field: Any = self.fields["body"]
        field.queryset = bodies_on()
        field.label_from_instance = lambda body: body.name


class LineForm(PageForm):
    """A line of a programme, with its first money if the document is at hand."""

    source = forms.ChoiceField(label="资金来源", choices=PLEASE + Source.choices())
    region = forms.ModelChoiceField(Region.objects.none(), label="地区", empty_label="请选择")
    funder = forms.CharField(
        label="出资方", max_length=120, required=False, help_text="银行、担保、保险和社会资本填写机构名称"
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        field: Any = self.fields["region"]
        field.queryset = valid_on().filter(level__in=["province", "prefecture"]).order_by("position", "code")


class AppropriateForm(KeyedForm):
    """A budget document."""

    way = forms.ChoiceField(
        label="办理", choices=[("add", "下达（增加）"), ("reduce", "调减")], widget=forms.RadioSelect, initial="add"
    )
    amount = amount_field()
    document_number = forms.CharField(label="预算文件文号", max_length=120, help_text="例如 青财教〔2018〕12号")
    on = DateField(label="下达日期", required=False)
    note = words("摘要")

    @property
    def signed(self) -> Decimal:
        """The amount with its sign."""
        amount: Decimal = self.cleaned_data["amount"]
        return -amount if self.cleaned_data["way"] == "reduce" else amount


class SettleForm(KeyedForm):
    """The end of the year."""

    way = forms.ChoiceField(label="结余处理", choices=Remainder.choices(), widget=forms.RadioSelect)
    document_number = forms.CharField(label="依据文号", max_length=120)
    note = words("摘要")


class DecisionForm(KeyedForm):
    """An amount by a decision: claw-back, release."""

    amount = amount_field()
    decision = forms.CharField(label="决定文号", max_length=120)
    note = words("理由")


class ReleaseForm(KeyedForm):
    """What is let go."""

    amount = amount_field()
    note = words("理由", required=True)


class VoucherForm(KeyedForm):
    """An amount by a voucher: payment, refund."""

    amount = amount_field()
    voucher = forms.CharField(label="凭证号", max_length=60)
    on = DateField(label="日期", required=False, help_text="不填为今天")
    note = words("摘要")


class ReasonForm(PageForm):
    """Why."""

    reason = words("理由", required=True, max_length=300)


class AccountForm(PageForm):
    """A payee's account."""

    holder_name = forms.CharField(label="户名", max_length=200)
    bank_name = forms.CharField(label="开户银行", max_length=200, help_text="填写到支行，例如 示例银行西宁城中支行")
    number = forms.CharField(
        label="银行账号", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text="加密保存；页面上只显示尾号，查看完整账号会留下记录",
    )  # fmt: skip
    source = forms.CharField(label="依据", max_length=200, required=False, help_text="例如申请材料、开户许可证")


class BatchForm(KeyedForm):
    """What to pay together."""

    note = words("摘要", max_length=300)


class ReceiptsForm(PageForm):
    """The bank's answer as a file."""

    file = FileField(label="回单文件", max_files=1, max_mib=5, kinds=("xlsx", "csv"))


class ReceiptForm(PageForm):
    """The bank's answer to one payment."""

    outcome = forms.ChoiceField(
        label="结果", choices=[("paid", "已到账"), ("bounced", "退票")], widget=forms.RadioSelect
    )
    on = DateField(label="回单日期", required=False, help_text="不填为今天")
    reason = forms.CharField(label="退票原因", max_length=300, required=False, help_text="退票时必填")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("outcome") == "bounced" and not (found.get("reason") or "").strip():
            self.add_error("reason", "请填写退票原因")
        return found
