"""What is filled in about judgments and about keys of other bodies' systems."""

from decimal import Decimal
from typing import Any

from django import forms

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.domains.rights.terms import RightKind

from ..terms.judgments import Instance, JudgmentOutcome

LONG = forms.Textarea(attrs={"rows": 4})


def _money(label: str) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=Decimal(0), max_digits=14, decimal_places=2, required=False)


class JudgmentForm(PageForm):
    """A judgment as its court enters it."""

    number = forms.CharField(label="案号", max_length=60, help_text="例如：（2018）青01民初12号")
    court = forms.CharField(label="审理法院", max_length=100)
    instance = forms.ChoiceField(label="审级", choices=Instance.choices)
    cause = forms.ChoiceField(label="案由")
    filed_on = DateField(label="立案日期")
    judged_on = DateField(label="裁判日期")
    outcome = forms.ChoiceField(label="裁判结果", choices=JudgmentOutcome.choices)
    asked = _money("请求赔偿额（元）")
    awarded = _money("判决赔偿额（元）")
    plaintiff = forms.CharField(label="原告（上诉人、公诉机关）", max_length=300)
    defendant = forms.CharField(label="被告（被上诉人、被告人）", max_length=300)
    has_persons = forms.BooleanField(
        label="当事人有自然人", required=False, initial=True, help_text="有自然人的，其他单位只看到遮盖后的姓名"
    )
    gist = forms.CharField(label="裁判要旨", max_length=4000, required=False, widget=LONG)
    appeal_of = forms.CharField(label="原审案号", max_length=60, required=False)
    case_number = forms.CharField(label="行政案件编号", max_length=40, required=False)
    right_kind = forms.ChoiceField(label="权利种类", required=False, choices=lambda: [("", "—"), *RightKind.choices()])
    right_number = forms.CharField(label="权利号码", max_length=48, required=False)

    def __init__(self, *args: Any, causes: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["cause"].choices = causes  # type: ignore[attr-defined]


class CorrectionForm(JudgmentForm):
    """The same with the reason; the number stays."""

    why = forms.CharField(label="更正理由", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["number"]


class KeyForm(PageForm):
    """Whose key, for what, how long."""

    body = forms.ModelChoiceField(label="单位", queryset=Body.objects.none())
    name = forms.CharField(label="系统名称", max_length=60, help_text="例如：执法办案系统")
    public_key = forms.CharField(
        label="公钥", max_length=1000, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="由对方生成密钥对，只提交 Ed25519 公钥（PEM 或 Base64）；私钥不离开对方",
    )  # fmt: skip
    basis = forms.CharField(label="交换依据", max_length=300, help_text="例如：数据共享协议的名称和编号")
    scopes = forms.MultipleChoiceField(label="权限", widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(label="有效期（天）", min_value=1)

    def __init__(self, *args: Any, bodies: Any, scopes: list[tuple[str, str]], longest: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["scopes"].choices = scopes  # type: ignore[attr-defined]
        self.fields["days"].help_text = f"最长 {longest} 天"
        self.fields["days"].initial = longest


class RevocationForm(PageForm):
    """Why a key ends."""

    reason = forms.CharField(label="吊销理由", max_length=300)
