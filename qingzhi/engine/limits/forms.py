"""Forms of limits and the calendar."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.regions.models import Region

from .models import LimitRule
from .queries import rules_in_force
from .terms import Counting, OverrideKind, RuleUnit

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CountForm(PageForm):
    """Which limit, from which day."""

    code = forms.ChoiceField(label="期限")
    start = forms.DateField(label="起算日", widget=DAY, help_text="当日不计入，从次日起算")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rules = [rule for rule in rules_in_force() if rule.unit != RuleUnit.HOUR]
        self.fields["code"].choices = [(rule.code, f"{rule.title}（{rule.length}）") for rule in rules]  # type: ignore[attr-defined]


class AmendForm(PageForm):
    """Another length, or the confirmation of this one."""

    value = forms.IntegerField(label="长度", min_value=1)
    unit = forms.ChoiceField(label="单位", choices=[(each.value, each.label) for each in RuleUnit])
    counting = forms.ChoiceField(
        label="计算方式",
        choices=[(each.value, each.label) for each in Counting],
        help_text="按工作日计算的，跳过双休日和节假日，只适用于以日计的期限",
    )
    valid_from = forms.DateField(label="施行日期", widget=DAY, help_text="此前已起算的期限仍按原规则")
    source = forms.CharField(label="来源", max_length=300, help_text="文件名称、文号和条款")

    def __init__(self, data: Any = None, *, rule: LimitRule, **kwargs: Any):
        first = {"value": rule.value, "unit": rule.unit, "counting": rule.counting, "valid_from": clock.today()}
        super().__init__(data, initial=first, **kwargs)


class DayForm(PageForm):
    """What one day is."""

    day = forms.DateField(label="日期", widget=DAY)
    kind = forms.ChoiceField(label="安排", choices=[(each.value, each.label) for each in reversed(list(OverrideKind))])
    name = forms.CharField(label="名称", max_length=60, help_text="如国庆节、国庆节调休上班")
    region = forms.ChoiceField(label="适用地区", required=False)
    source = forms.CharField(label="来源", max_length=300, help_text="通知的名称和文号")

    def __init__(self, *args: Any, year: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.year = year
        places = Region.objects.filter(valid_to=None).exclude(level="county").values_list("code", "name")
        self.fields["region"].choices = [("", "全部地区"), *places]  # type: ignore[attr-defined]
        self.fields["day"].widget = forms.DateInput(
            attrs={"type": "date", "min": f"{year}-01-01", "max": f"{year}-12-31"}, format="%Y-%m-%d"
        )


class YearForm(PageForm):
    """That a year is complete."""

    source = forms.CharField(label="来源", max_length=300, help_text="全年安排的通知名称和文号")
