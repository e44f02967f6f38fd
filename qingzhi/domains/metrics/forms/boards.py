"""Forms of compared tables and of what is open to the public."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import DateField, FileField, PageForm

from ..queries.indicators import indicators_valid_on


class ComparedForm(PageForm):
    """A table of the nation and the provinces, with its source."""

    file = FileField(
        label="数据表",
        max_files=1,
        kinds=("csv", "xlsx", "xls"),
        help_text="国家统计局分省年度数据的表（一行一个地区、一列一年），或一行一个数（指标、地区、时期、数值）",
    )
    indicator: forms.ModelChoiceField = forms.ModelChoiceField(
        label="指标", queryset=None, to_field_name="code", required=False, help_text="表中已写明指标的可不选"
    )
    title = forms.CharField(label="表名", max_length=200)
    source = forms.CharField(label="数据来源", max_length=500, required=False, help_text="留空即用表下所写的“数据来源”")
    definition = forms.CharField(
        label="口径", max_length=500, required=False, help_text="表注里的统计口径，与本系统指标的口径一并显示"
    )
    published_on = DateField(label="公布日期")
    licence = forms.CharField(label="使用许可", max_length=200, required=False)
    republish = forms.BooleanField(label="可对外公开", required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["indicator"].queryset = indicators_valid_on()  # type: ignore[attr-defined]
        self.fields["indicator"].label_from_instance = lambda one: f"{one.name}（{one.unit}）"  # type: ignore[attr-defined]


class ReasonForm(PageForm):
    """Why something is taken back."""

    reason = forms.CharField(label="理由", max_length=300)


class OpeningForm(PageForm):
    """Under which licence and on what basis an indicator is public."""

    licence = forms.CharField(label="使用许可", max_length=200, help_text="例如：可自由使用，须注明来源")
    basis = forms.CharField(label="公开依据", max_length=300, help_text="批准文件或会议纪要")
