"""Forms of figures."""

import json
from decimal import Decimal
from typing import Any

from django import forms

from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.forms import DateField, FileField, PageForm
from qingzhi.base.permits import Actor

from ..access import regions_for
from ..queries import indicators_valid_on
from ..rules.amounts import AmountNotUnderstood, read_amount
from ..rules.periods import PeriodNotUnderstood, read_period
from ..terms import Direction, IndicatorKind


class AmountField(forms.CharField):
    """A number as people write it: 12,918 or 1.5万."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_amount(text)
        except AmountNotUnderstood as error:
            raise forms.ValidationError(str(error)) from None


class StatisticForm(PageForm):
    """A figure with its source."""

    indicator: forms.ModelChoiceField = forms.ModelChoiceField(label="指标", queryset=None, to_field_name="code")
    region: forms.ModelChoiceField = forms.ModelChoiceField(label="地区", queryset=None, to_field_name="code")
    period = forms.CharField(label="时期", max_length=24, help_text="例如 2017、2018H1、2018Q2、2018-06、2018年1-6月")
    value = AmountField(label="数值", max_length=40)
    unit = forms.CharField(label="单位", max_length=40, required=False, help_text="留空即指标的单位；万、亿会自动换算")
    source = forms.CharField(label="数据来源", max_length=500, help_text="发布单位、文件或报表名称，必填")
    source_quote = forms.CharField(label="来源摘录", required=False, widget=forms.Textarea, max_length=2000)
    as_of = DateField(label="数据截至", required=False, help_text="留空即时期的最后一天")
    published_on = DateField(label="公布日期", required=False, help_text="在此以前的判断不使用这个数；留空即数据截至日")
    licence = forms.CharField(label="使用许可", max_length=200, required=False)
    republish = forms.BooleanField(label="可对外公开", required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any):
        super().__init__(*args, **options)
        self.fields["indicator"].queryset = indicators_valid_on()  # type: ignore[attr-defined]
        self.fields["region"].queryset = regions_for(actor, "metrics.statistic.enter").filter(valid_to=None)  # type: ignore[attr-defined]
        self.fields["indicator"].label_from_instance = lambda one: f"{one.name}（{one.unit}）"  # type: ignore[attr-defined]

    def clean_period(self) -> str:
        try:
            return read_period(self.cleaned_data["period"]).code
        except PeriodNotUnderstood as error:
            raise forms.ValidationError(str(error)) from None


class RevisionForm(PageForm):
    """A correction with its reason."""

    value = AmountField(label="更正后的数值", max_length=40)
    source = forms.CharField(label="数据来源", max_length=500)
    source_quote = forms.CharField(label="来源摘录", required=False, widget=forms.Textarea, max_length=2000)
    reason = forms.CharField(label="更正理由", max_length=300, help_text="原数保留，更正自今天起生效并注明理由")


class ImportForm(PageForm):
    """A file of figures."""

    file = FileField(label="数据文件", max_files=1, kinds=("csv", "xlsx", "xls", "txt"))
    note = forms.CharField(label="批次说明", max_length=300, required=False, help_text="例如“2017年统计年鉴补录”")


class RollbackForm(PageForm):
    """Why a batch is taken back."""

    reason = forms.CharField(label="撤回理由", max_length=300)


class CountingForm(PageForm):
    """From when a register speaks for an indicator."""

    since = DateField(label="由登记簿计数，自", required=False, help_text="登记簿自这一天起完整；留空则改由统计数据")
    reason = forms.CharField(label="依据", max_length=300, help_text="例如“专利数据已导入至 2018 年 6 月并核对”")


class SpecField(forms.CharField):
    """A formula as JSON."""

    widget = forms.Textarea(attrs={"rows": 18, "spellcheck": "false"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return json.loads(text)
        except ValueError as error:
            line = getattr(error, "lineno", 1)
            raise forms.ValidationError(f"公式不是有效的 JSON，请检查第 {line} 行附近的引号、逗号和括号") from None


class FormulaForm(PageForm):
    """A formula with its source."""

    spec = SpecField(label="公式", max_length=8000, help_text="可用的表和列见下方")
    source = forms.CharField(label="依据", max_length=300, help_text="文件、条款或统计制度的名称")


class FormulaPublishForm(PageForm):
    """From when a formula speaks."""

    valid_from = DateField(label="启用日期", help_text="期末在这一天及以后的时期按本版计算")
    reason = forms.CharField(label="说明", max_length=300, required=False)


class IndicatorForm(PageForm):
    """A definition."""

    code = forms.SlugField(label="代码", max_length=60, help_text="小写英文、数字和连字符，登记后不改")
    name = forms.CharField(label="名称（官方用语）", max_length=120)
    meaning = forms.CharField(label="口径", widget=forms.Textarea, max_length=1000)
    unit = forms.CharField(label="单位", max_length=40)
    kind = forms.ChoiceField(label="类别", choices=IndicatorKind.choices())
    direction = forms.ChoiceField(label="方向", choices=Direction.choices())
    source_note = forms.CharField(label="数据来源说明", max_length=300, required=False)
    plausible_from = AmountField(
        label="合理范围，自", max_length=40, required=False, help_text="超出范围的数会标出，不拦截"
    )
    plausible_to = AmountField(label="合理范围，至", max_length=40, required=False)
    owner: forms.ModelChoiceField = forms.ModelChoiceField(
        label="负责单位", queryset=None, required=False, empty_label="未指定"
    )
    aliases = forms.CharField(label="别名", required=False, max_length=1000, help_text="导入时也按别名识别，用分号隔开")

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["owner"].queryset = bodies_on()  # type: ignore[attr-defined]

    def clean_aliases(self) -> list[str]:
        text = self.cleaned_data["aliases"].replace("；", ";").replace("、", ";")
        return [one.strip() for one in text.split(";") if one.strip()]
