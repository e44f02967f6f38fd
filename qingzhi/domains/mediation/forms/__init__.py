"""What is filled in on the pages of mediation."""

from typing import Any

from django import forms

from qingzhi.base.identity.models import Body, Person
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.models import Case

from ..models import Organisation
from ..queries import bodies_handling
from ..terms import Dispute, Field

MEDIABLE = [(one.value, one.label) for one in Dispute if one not in (Dispute.VALIDITY, Dispute.ADMINISTRATIVE)]


def day_field(label: str, **more: Any) -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _code(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=18, required=False, help_text="填写后对方可以用自己的账号在线办理；不填的由窗口按书面材料登记")  # fmt: skip


class _Bodies(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class DisputeForm(PageForm):
    """What is disputed, and with whom."""

    respondent = forms.CharField(label="对方当事人", max_length=200)
    respondent_code = _code("对方统一社会信用代码")
    field = forms.ChoiceField(label="权利类型", choices=Field.choices)
    dispute = forms.ChoiceField(label="争议类型", choices=MEDIABLE)
    right = forms.CharField(label="涉及权利", max_length=200, required=False, help_text="专利号、注册号等")
    sum_in_dispute = forms.DecimalField(
        label="争议金额（元）", min_value=0, max_digits=14, decimal_places=2, required=False
    )
    facts = forms.CharField(label="争议事项和请求", max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))


class AskForm(DisputeForm):
    """A party asks a body."""

    body = _Bodies(label="受理单位", queryset=Body.objects.none())
    field_order: tuple[str, ...] = ("body",)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_handling()  # type: ignore[attr-defined]


class DelegateForm(AskForm):
    """A court passes it on."""

    court_number = forms.CharField(label="法院案号", max_length=60)
    claimant = forms.CharField(label="申请人", max_length=200)
    claimant_code = _code("申请人统一社会信用代码")
    field_order = ("body", "court_number", "claimant", "claimant_code", "respondent")


class EntrustForm(DisputeForm):
    """Which case is entrusted."""

    source = forms.CharField(label="办件编号", max_length=40, help_text="委托调解期间，这件办件停止计时")
    claimant = forms.CharField(label="申请人", max_length=200, help_text="举报投诉人的身份保密，经本人同意后填写")
    field_order = ("source", "claimant", "respondent")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_source(self) -> Case:
        """A case that the actor sees."""
        return case_of_number(self.actor, self.cleaned_data["source"])


def case_of_number(actor: Actor, number: str) -> Case:
    """The case of that number among those the actor sees; none is a fault of the form."""
    found = visible_cases(actor).filter(number=number.strip()).first()
    if found is None:
        raise forms.ValidationError("没有找到这件办件")
    return found


class OrganisationForm(PageForm):
    """Who founded it, from when."""

    name = forms.CharField(label="名称", max_length=200)
    founded_by = forms.CharField(label="设立单位", max_length=200)
    court_list = forms.CharField(label="法院特邀名册", max_length=100, required=False)
    contact = forms.CharField(label="联系方式", max_length=100, required=False)
    valid_from = day_field("自")
    valid_to = day_field("至（不含）", required=False)


class MediatorForm(PageForm):
    """Who, where, what he knows, for which term."""

    organisation = forms.ModelChoiceField(label="调解组织", queryset=Organisation.objects.none())
    name = forms.CharField(label="姓名", max_length=100)
    account = forms.CharField(
        label="账号",
        max_length=150,
        required=False,
        help_text="有账号的可以在线办理；另由安全管理员登记其本人的经办授权",
    )
    title = forms.CharField(label="职业或职称", max_length=100, required=False)
    fields_known = forms.MultipleChoiceField(
        label="专业领域", choices=Field.choices, widget=forms.CheckboxSelectMultiple
    )
    valid_from = day_field("聘期自")
    valid_to = day_field("聘期至（不含）", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.all()  # type: ignore[attr-defined]

    def clean_account(self) -> Person | None:
        """Whose account it is."""
        return person_of(self.cleaned_data["account"])


def person_of(account: str) -> Person | None:
    """Whose account it is, where one is given; a name that nobody has is a fault of the form."""
    account = account.strip()
    person = Person.objects.filter(account__username=account).first() if account else None
    if account and person is None:
        raise forms.ValidationError("没有这个账号")
    return person


class TieForm(PageForm):
    """Whom a mediator stands near."""

    name = forms.CharField(label="对象名称", max_length=200)
    kind = forms.CharField(label="关系", max_length=100, help_text="例如：任职单位、委托人、近亲属的单位")


class RetireForm(PageForm):
    """Why he leaves."""

    reason = forms.CharField(label="注销原因", max_length=300)
