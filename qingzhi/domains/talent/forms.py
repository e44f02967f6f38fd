"""Forms of the expert register. A party is typed by its name, code or number, and must be the one that is meant."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Region
from qingzhi.domains.parties.access import visible_parties
from qingzhi.domains.parties.queries.candidates import one_party

from .terms import EngagementKind, FieldScheme, RelationKind


class PartyField(forms.CharField):
    """The one party of the register that a text means; `strict` refuses what the register does not know."""

    def __init__(self, *, actor: Actor, strict: bool = False, **options: Any):
        super().__init__(max_length=200, **options)
        self.actor, self.strict = actor, strict

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        found = one_party(text, visible_parties(self.actor))
        if found is None:
            raise forms.ValidationError("主体登记簿中没有这个主体，或同名的不止一个，请填写编号或统一社会信用代码")
        return found


class RegisterForm(PageForm):
    """A new expert."""

    name = forms.CharField(label="姓名", max_length=100)
    title = forms.CharField(label="职称", max_length=100, required=False)
    honours = forms.CharField(label="称号和头衔", max_length=300, required=False)
    employer = forms.CharField(label="单位", max_length=200, required=False)
    post = forms.CharField(label="职务", max_length=100, required=False)
    employed_from = DateField(label="任职起", required=False)
    outside = forms.BooleanField(label="省外专家", required=False)
    region = forms.ModelChoiceField(label="所在地区", queryset=Region.objects.none(), required=False)
    place = forms.CharField(label="所在地（省外）", max_length=60, required=False)
    ipc = forms.CharField(label="国际专利分类", max_length=200, required=False, help_text="如 A61K C12G，以空格分开")
    industry = forms.CharField(
        label="国民经济行业代码", max_length=200, required=False, help_text="如 C14 C15，以空格分开"
    )
    discipline = forms.CharField(
        label="学科专业", max_length=200, required=False, help_text="如 农产品加工，以空格分开"
    )
    valid_from = DateField(label="聘期自")
    valid_to = DateField(label="聘期至", required=False)
    source = forms.CharField(label="来源", max_length=200, required=False, help_text="推荐单位、文件")
    despite_same_name = forms.BooleanField(label="确为同名的另一人", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any):
        super().__init__(*args, initial={"valid_from": clock.today()}, **kwargs)
        self.fields["region"].queryset = Region.objects.filter(valid_to=None).order_by("code")  # type: ignore[attr-defined]
        self.fields["employer_party"] = PartyField(
            actor=actor, label="单位在主体登记簿中的名称、代码或编号", required=False,
            help_text="填写后可与登记簿自动比对回避",
        )  # fmt: skip
        self.order_fields(["name", "title", "honours", "employer", "employer_party"])

    def asked(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        names = ((FieldScheme.IPC, "ipc"), (FieldScheme.INDUSTRY, "industry"), (FieldScheme.DISCIPLINE, "discipline"))
        fields = [(scheme.value, one) for scheme, name in names for one in given.pop(name).replace("，", " ").split()]
        return {**given, "fields": fields}


class ChangeForm(PageForm):
    """Corrections, with the reason."""

    name = forms.CharField(label="姓名", max_length=100)
    title = forms.CharField(label="职称", max_length=100, required=False)
    honours = forms.CharField(label="称号和头衔", max_length=300, required=False)
    outside = forms.BooleanField(label="省外专家", required=False)
    region = forms.ModelChoiceField(label="所在地区", queryset=Region.objects.none(), required=False)
    place = forms.CharField(label="所在地（省外）", max_length=60, required=False)
    reason = forms.CharField(label="更正的理由", max_length=300)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.filter(valid_to=None).order_by("code")  # type: ignore[attr-defined]
        self.fields["party"] = PartyField(
            actor=actor,
            label="本人在主体登记簿中的编号",
            required=False,
            help_text="专家本人名下有权利的，填写后自动比对本人参评",
        )
        self.order_fields(["name", "title", "honours", "outside", "region", "place", "party", "reason"])


class RenewForm(PageForm):
    """Until when."""

    valid_to = DateField(label="续聘至")


class RetireForm(PageForm):
    """From when, and why."""

    on = DateField(label="退出日期")
    reason = forms.CharField(label="退出的原因", max_length=300)


class EmploymentForm(PageForm):
    """Where and since when."""

    employer = forms.CharField(label="单位", max_length=200, required=False)
    post = forms.CharField(label="职务", max_length=100, required=False)
    valid_from = DateField(label="起", required=False)
    valid_to = DateField(label="止", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["party"] = PartyField(actor=actor, label="主体登记簿中的名称、代码或编号", required=False)
        self.order_fields(["employer", "party"])


class EndForm(PageForm):
    """When it ended."""

    on = DateField(label="终止日期")


class FieldForm(PageForm):
    """One field."""

    scheme = forms.ChoiceField(label="分类体系", choices=FieldScheme.choices())
    symbol = forms.CharField(label="领域", max_length=60)


class RelationForm(PageForm):
    """A tie; the office names its source."""

    kind = forms.ChoiceField(label="关系", choices=RelationKind.choices())
    name = forms.CharField(label="对方姓名或名称", max_length=200, required=False)
    employer = forms.CharField(label="对方单位", max_length=200, required=False, help_text="有助于区分同名的人")
    detail = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea)
    valid_from = DateField(label="起", required=False)
    valid_to = DateField(label="止", required=False)
    source = forms.CharField(label="来源", max_length=200)

    def __init__(self, *args: Any, actor: Actor, own: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["party"] = PartyField(actor=actor, label="对方在主体登记簿中的名称、代码或编号", required=False)
        if own:
            del self.fields["source"]
        self.order_fields(["kind", "name", "party", "employer"])


class EngagementForm(PageForm):
    """What the expert was called for."""

    kind = forms.ChoiceField(label="种类", choices=EngagementKind.choices())
    title = forms.CharField(label="活动", max_length=200)
    role = forms.CharField(label="担任", max_length=100, required=False)
    began_on = DateField(label="开始")
    ended_on = DateField(label="结束", required=False)
    note = forms.CharField(label="评价", max_length=300, required=False)


class PolicyForm(PageForm):
    """A policy that the expert enjoys."""

    title = forms.CharField(label="政策", max_length=200)
    basis = forms.CharField(label="依据文件", max_length=200)
    amount = forms.DecimalField(label="金额（元）", max_digits=12, decimal_places=2, required=False, min_value=0)
    valid_from = DateField(label="起")
    valid_to = DateField(label="止", required=False)
