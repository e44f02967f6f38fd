"""Forms of rounds of awards and of nominations."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.forms import DateField, PageForm

from ..models import AwardGroup, AwardRound
from ..procedures.award_forms import long_text
from ..terms.awards import AwardKind


class RoundForm(PageForm):
    """A round to draft; quotas and prizes come from the dated rows."""

    kind = forms.ChoiceField(label="类别", choices=AwardKind.choices())
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    title = forms.CharField(label="名称", max_length=100, required=False, help_text="不填为“年度＋类别”。")
    granted_by = DateField(label="授权、注册截止日", help_text="这一天以前（含当日）授权或注册的可以推荐。")
    opens_on = DateField(label="推荐开始")
    closes_on = DateField(label="推荐截止")
    programme: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label="资金专项", required=False, help_text="发放奖金的专项；不设奖金的不选。"
    )
    rules_text = long_text("评选办法", rows=8, required=False, hint="发布后公众可见。")

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        programmes = AwardRound._meta.get_field("programme").related_model._default_manager  # type: ignore[union-attr]
        self.fields["programme"].queryset = programmes.order_by("-year", "code")  # type: ignore[attr-defined]


class SeatForm(PageForm):
    """Another quota or prize for one round."""

    quota = forms.IntegerField(label="名额", min_value=0, max_value=500)
    prize = forms.DecimalField(label="奖金（元）", min_value=Decimal(0), max_digits=12, decimal_places=2)
    source = forms.CharField(label="依据", max_length=300)


class GroupForm(PageForm):
    """A group of nominations."""

    title = forms.CharField(label="评审组名称", max_length=60, help_text="例如：农牧和食品组。")
    fields_ = forms.CharField(
        label="主分类号开头",
        max_length=200,
        required=False,
        help_text="以空格分开，例如：A01 A23 C12；不填的组接收其余各类。",
    )
    experts = forms.IntegerField(label="专家人数", min_value=1, max_value=25, initial=5, help_text="单数。")


class MoveForm(PageForm):
    """Another group for one nomination."""

    group = forms.ModelChoiceField(AwardGroup.objects.none(), label="评审组")

    def __init__(self, *args: Any, groups: QuerySet[AwardGroup], **more: Any):
        super().__init__(*args, **more)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class ScoringForm(PageForm):
    """By when the experts score."""

    scores_due_on = DateField(label="评分截止日", required=False)


class PanelForm(PageForm):
    """Who belongs to the panel, and votes here; or how many, where ballots on paper are counted and entered."""

    members: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        None, label="在线投票的委员", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="从专家库中选定，委员签到后各自登录投票；登记簿查出的回避情形自动列出。",
    )  # fmt: skip
    members_count = forms.IntegerField(
        label="纸质投票的委员人数",
        min_value=3,
        max_value=99,
        required=False,
        help_text="无记名纸质投票，由计票人登记票数。",
    )

    def __init__(self, *args: Any, experts: QuerySet[Any], **more: Any):
        super().__init__(*args, **more)
        self.fields["members"].queryset = experts.order_by("number")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and bool(given["members"]) == bool(given["members_count"]):
            raise forms.ValidationError("请选定在线投票的委员，或者填写纸质投票的委员人数，只用一种方式")
        return given


class NothingForm(PageForm):
    """A confirmation without a field."""


class NominationForm(PageForm):
    """A nomination: the right by its number, why it is nominated."""

    number = forms.CharField(
        label="权利号", max_length=60, help_text="专利号或商标注册号；名称、权利人、发明人从登记簿取。"
    )
    nominator = forms.ModelChoiceField(Body.objects.none(), label="推荐单位")
    field = forms.CharField(label="技术领域或行业", max_length=60, required=False)
    summary = long_text("推荐理由", rows=5)
    effects = long_text("运用及保护的措施和成效", rows=5, required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **more: Any):
        super().__init__(*args, **more)
        self.fields["nominator"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["nominator"].initial = bodies.first()


class AmendForm(PageForm):
    """What the nominating body wrote."""

    field = forms.CharField(label="技术领域或行业", max_length=60, required=False)
    summary = long_text("推荐理由", rows=5)
    effects = long_text("运用及保护的措施和成效", rows=5, required=False)


class OrderForm(PageForm):
    """The order of holders and persons, one a line."""

    holders = long_text("权利人（一行一个，按次序）", rows=3)
    persons = long_text("发明（设计）人（一行一个，按次序）", rows=4, required=False)
    reason = forms.CharField(
        label="更正理由", max_length=300, help_text="会显示在公示页上，例如：按登记簿副本更正排序。"
    )

    @staticmethod
    def lines(text: str) -> list[str]:
        """The lines that say something."""
        return [one.strip() for one in text.splitlines() if one.strip()]
