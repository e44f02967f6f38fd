"""Forms that only ask: a day of the past, a reason."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.base.regions.models import Level, Region


class AsOfForm(PageForm):
    """As of which day, and where."""

    on = DateField(label="截至日期")
    region = forms.ChoiceField(label="地区", required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        rows = Region.objects.filter(valid_to=None, level__in=(Level.PROVINCE, Level.PREFECTURE)).order_by("code")
        self.fields["region"].choices = [("", "全部（含省外）"), *rows.values_list("code", "name")]  # type: ignore[attr-defined]

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(f"截至日期不能晚于今天（{clock.today()}）")
        return on


class ReasonForm(PageForm):
    """Why something is done."""

    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str = "理由", **options: Any):
        super().__init__(*args, **options)
        self.fields["reason"].label = label
        self.fields["reason"].error_messages["required"] = f"请填写{label}"


class StatusForm(PageForm):
    """A legal status from a day on."""

    status = forms.ChoiceField(label="法律状态")
    on = DateField(label="自哪一天起", help_text="按公告或决定的日期填写；早于现有状态的，插入到历史中相应的位置。")
    basis = forms.CharField(label="依据", max_length=200, help_text="公告号、通知书或决定文号。")

    def __init__(self, *args: Any, choices: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["status"].choices = [("", "请选择"), *choices]  # type: ignore[attr-defined]


class HoldersForm(PageForm):
    """Who holds a right from a day on."""

    holders = forms.CharField(
        label="权利人",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每行一个，第一个是第一权利人；按证书或公告的写法填写。",
    )
    on = DateField(label="自哪一天起")
    basis = forms.CharField(label="依据", max_length=200, help_text="转让登记公告或合同号。")

    def clean_holders(self) -> list[str]:
        return [line for line in self.cleaned_data["holders"].splitlines() if line.strip()]


class LinkForm(PageForm):
    """Another right that belongs to this one."""

    kind = forms.ChoiceField(label="关联")
    number = forms.CharField(
        label="对方号码", max_length=60, help_text="任意写法；已在登记簿中的，自动关联到那件权利。"
    )
    country = forms.CharField(label="国别", max_length=2, initial="CN", help_text="两位字母代码（WIPO ST.3）。")
    other_on = DateField(label="对方日期", required=False)

    def __init__(self, *args: Any, choices: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", "请选择"), *choices]  # type: ignore[attr-defined]


class PaymentForm(PageForm):
    """A fee that was paid."""

    year = forms.TypedChoiceField(label="年度", coerce=int, required=False, empty_value=None)
    amount = forms.DecimalField(label="金额（元）", min_value=0, max_digits=10, decimal_places=2)
    paid_on = DateField(label="缴费日")
    source = forms.CharField(label="凭据", max_length=200, required=False, help_text="收据或电子票据号码。")

    def __init__(self, *args: Any, years: Any, **options: Any):
        super().__init__(*args, **options)
        if years:
            self.fields["year"].choices = [("", "请选择"), *years]  # type: ignore[attr-defined]
            self.fields["year"].required = True
        else:
            del self.fields["year"]


class HonourForm(PageForm):
    """A recognition of a mark."""

    kind = forms.ChoiceField(label="认定")
    valid_from = DateField(label="认定日")
    valid_to = DateField(label="失效日", required=False)
    basis = forms.CharField(label="依据", max_length=200, help_text="认定文件、裁定或判决的文号。")

    def __init__(self, *args: Any, choices: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", "请选择"), *choices]  # type: ignore[attr-defined]


class GiUserForm(PageForm):
    """Somebody who may use a geographical indication."""

    name = forms.CharField(label="使用人", max_length=200)
    valid_from = DateField(label="核准日")
    announcement = forms.CharField(label="公告文号", max_length=100, required=False)


class EndForm(ReasonForm):
    """The day on which something ends, and why."""

    on = DateField(label="终止日")

    field_order = ["on", "reason"]
