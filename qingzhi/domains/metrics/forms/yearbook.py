"""Forms of yearbook tables."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import DateField, FileField, PageForm
from qingzhi.base.permits import Actor

from ..access import regions_for
from ..queries import indicators_valid_on
from ..terms.density import IndustryMeasure

HEAD = "head-"


class TableForm(PageForm):
    """A table and where it is from."""

    file = FileField(label="年鉴表文件", max_files=1, kinds=("xlsx", "csv", "txt"))
    source = forms.CharField(
        label="来源", max_length=500, help_text="年鉴名称、年份、表号，例如“青海统计年鉴2017 表2-1”，必填"
    )
    published_on = DateField(label="公布日期", required=False, help_text="留空即各数的期末；在此以前的判断不使用这些数")


class WholeForm(PageForm):
    """What holds for the whole table, where no head says so."""

    sheet = forms.ChoiceField(label="工作表", required=False)
    measure = forms.ChoiceField(
        label="分行业口径",
        required=False,
        choices=[("", "不是分行业的表"), *IndustryMeasure.choices()],
        help_text="按行业列出从业人员或产值的表，标题用行业名称或代码",
    )
    indicator: forms.ChoiceField = forms.ChoiceField(label="整张表的指标", required=False)
    region: forms.ChoiceField = forms.ChoiceField(label="整张表的地区", required=False)
    period = forms.CharField(
        label="整张表的时期", max_length=24, required=False, help_text="例如 2016；标题里有年份的不必填"
    )
    unit = forms.CharField(label="整张表的单位", max_length=40, required=False, help_text="留空即按表上的“单位：…”")

    def __init__(self, *args: Any, actor: Actor, sheets: list[str], **options: Any):
        super().__init__(*args, **options)
        named = [("", "由标题说明"), *((one.code, f"{one.name}（{one.unit}）") for one in indicators_valid_on())]
        regions = regions_for(actor, "metrics.statistic.import").filter(valid_to=None).order_by("position")
        self.fields["indicator"].choices = named  # type: ignore[attr-defined]
        self.fields["region"].choices = [("", "由标题说明，没有的算全省"), *((one.code, one.name) for one in regions)]  # type: ignore[attr-defined]
        self.fields["sheet"].choices = [("", "第一张"), *((one, one) for one in sheets)]  # type: ignore[attr-defined]
        if len(sheets) < 2:
            del self.fields["sheet"]

    @property
    def meanings(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What a head may be said to mean, in groups."""
        indicators = [(f"indicator:{code}", label) for code, label in self.fields["indicator"].choices if code]  # type: ignore[attr-defined]
        regions = [(f"region:{code}", label) for code, label in self.fields["region"].choices if code]  # type: ignore[attr-defined]
        return [
            ("处理", [("skip:", "不收这一行（列）"), ("nothing:", "只是标题，不影响含义")]),
            ("指标", indicators),
            ("地区", regions),
        ]
