"""Forms of tracked targets."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.domains.metrics.queries import indicators_valid_on


def indicator_choices(unit: str) -> list[tuple[str, Any]]:
    """Every indicator of today, those of the unit first."""
    found = list(indicators_valid_on())
    same = [(one.code, f"{one.name}（{one.unit}）") for one in found if one.unit == unit]
    other = [(one.code, f"{one.name}（{one.unit}）") for one in found if one.unit != unit]
    return [("", "不绑定"), (f"单位为“{unit}”的指标", same), ("其他指标", other)]


class BindForm(PageForm):
    """Which indicator speaks for a target, and who answers for it."""

    indicator = forms.ChoiceField(
        label="指标", required=False, help_text="列表来自指标目录；目录里没有的，请先到“指标”登记。"
    )
    owner: forms.ModelChoiceField = forms.ModelChoiceField(
        label="负责单位", queryset=None, required=False, empty_label="未指定"
    )
    note = forms.CharField(
        label="说明", max_length=300, required=False, help_text="口径有出入时写明，例如“含证明商标和集体商标”。"
    )

    def __init__(self, *args: Any, unit: str = "", **options: Any):
        super().__init__(*args, **options)
        self.fields["indicator"].choices = indicator_choices(unit)  # type: ignore[attr-defined]
        self.fields["owner"].queryset = bodies_on()  # type: ignore[attr-defined]


class StepsForm(PageForm):
    """What is to be reached by the end of each year."""

    def __init__(self, *args: Any, years: Sequence[int] = (), unit: str = "", **options: Any):
        super().__init__(*args, **options)
        self.years = list(years)
        for year in self.years:
            self.fields[str(year)] = forms.DecimalField(
                label=f"{year}年底（{unit}）", required=False, max_digits=24, decimal_places=6,
                error_messages={"invalid": f"“{year}年底”须是数字"},
            )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label="分解依据", max_length=300, required=False, help_text="年度目标由谁、依据什么确定；全部留空即取消年度目标，按直线推进。"
        )  # fmt: skip
        for name, field in self.fields.items():
            self._speak(field, str(field.label or name))

    @property
    def steps(self) -> dict[int, Decimal]:
        """The years that were filled in."""
        given = {year: self.cleaned_data.get(str(year)) for year in self.years}
        return {year: value for year, value in given.items() if value is not None}


class ThresholdForm(PageForm):
    """By what targets are judged from a day on."""

    warn_gap = forms.DecimalField(
        label="预警线：落后（百分点）", min_value=0, max_value=100, max_digits=5, decimal_places=1
    )
    late_gap = forms.DecimalField(
        label="滞后线：落后（百分点）", min_value=0, max_value=100, max_digits=5, decimal_places=1
    )
    stale_days = forms.IntegerField(
        label="数据陈旧（天）", min_value=1, max_value=3650, help_text="超过这么多天没有新数据，状态为预警。"
    )
    approx_percent = forms.DecimalField(
        label="“左右”的幅度（%）", min_value=0, max_value=100, max_digits=5, decimal_places=1
    )
    valid_from = DateField(label="自何日起", help_text="此前的日期仍按原来的阈值判断。")
    source = forms.CharField(label="依据", max_length=300, help_text="会议纪要、文件名称或文号。")
