"""What is filled in on the pages of the protection list, particulars and supervised handling."""

from typing import Any

from django import forms
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.base.regions.models import Level, Region
from qingzhi.base.regions.queries import valid_on
from qingzhi.domains.rights.access import public_rights
from qingzhi.domains.rights.queries.numbers import known_number

from ..terms.flags import ListedKind

WORDS = forms.Textarea(attrs={"rows": 4})
REGISTERS = [("trademark", "商标"), ("gi", "地理标志")]


class ListForm(PageForm):
    """A right that comes to the list."""

    register = forms.ChoiceField(label="登记簿", choices=REGISTERS)
    number = forms.CharField(
        label="号码或名称", max_length=120, help_text="商标注册号，地理标志的号码或名称；须已在登记簿中"
    )
    kind = forms.ChoiceField(label="类别", choices=ListedKind.choices())
    reason = forms.CharField(label="列入理由", max_length=300, widget=WORDS)
    source = forms.CharField(label="依据", max_length=300, help_text="认定文书、公告的名称和文号")
    valid_from = DateField(label="列入日期")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        """The one right of the register that bears the number or the name, as `right_id`."""
        found = super().clean() or {}
        register, text = found.get("register", ""), found.get("number", "").strip()
        if not register or not text:
            return found
        known = known_number(register, text)
        bears = Q(number_shown=text) | Q(title=text) | (Q(number=known.canonical) if known else Q())
        rights = list(public_rights().filter(bears, kind=register).values_list("pk", "number_shown", "title")[:6])
        if len(rights) == 1:
            return {**found, "right_id": rights[0][0]}
        told = "、".join(f"{number}“{title}”" for _, number, title in rights)
        self.add_error(
            "number",
            f"有几项权利，请填写名称：{told}" if rights else "登记簿中没有这个号码或名称的权利，请先登记或核对",
        )
        return found


class UnlistForm(PageForm):
    """Off the list."""

    on = DateField(label="移出日期")
    reason = forms.CharField(label="移出理由", max_length=300, widget=WORDS)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class PovertyForm(PageForm):
    """Since when a county is no poverty county."""

    on = DateField(label="退出日期", help_text="自这一天起不再标记")
    source = forms.CharField(label="退出依据", max_length=300, help_text="省政府公告的名称和日期")


class ParticularsForm(PageForm):
    """What the record of a case does not say itself."""

    regions = forms.ModelMultipleChoiceField(
        Region.objects.none(),
        label="还涉及的地区",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text="本案所在地区不用再选",
    )
    amount = forms.DecimalField(
        label="涉案金额（元）",
        max_digits=14,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text="已填罚款基数的，以罚款基数为准",
    )
    is_source = forms.BooleanField(label="制假源头", required=False)
    malicious = forms.BooleanField(label="恶意侵权", required=False)
    is_group = forms.BooleanField(label="群体侵权", required=False)
    note = forms.CharField(label="认定的事实", max_length=500, widget=WORDS, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["regions"].queryset = valid_on().exclude(level=Level.PROVINCE).order_by("code")  # type: ignore[attr-defined]


class ConfirmForm(PageForm):
    """Who supervises."""

    body = forms.ModelChoiceField(Body.objects.none(), label="督办单位", empty_label=None)
    reason = forms.CharField(label="意见", max_length=500, widget=WORDS, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_holding("enforcement.supervision.direct")  # type: ignore[attr-defined]


class ReasonForm(PageForm):
    """A reason."""

    reason = forms.CharField(label="理由", max_length=500, widget=WORDS)


class DayForm(PageForm):
    """By when the case is to be done."""

    on = DateField(label="办结日期")
    text = forms.CharField(
        label="要求", max_length=1000, widget=WORDS, required=False, help_text="调整日期的，写明理由"
    )


class AskForm(PageForm):
    """What is to be told, by when."""

    text = forms.CharField(label="要报告什么", max_length=1000, widget=WORDS)
    by = DateField(label="报告日期", required=False, help_text="不填的，按内部规则的期限")


class TellForm(PageForm):
    """How far it is."""

    text = forms.CharField(label="进展", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
