"""What is filled in about recordals at the customs and goods held there."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import DateField, PageForm

from ..models import CustomsRecordal
from ..terms.customs import Direction, Place

WORDS = forms.Textarea(attrs={"rows": 5})
KINDS = (
    ("trademark", "商标"), ("patent", "专利"), ("work", "作品著作权"), ("software", "软件著作权"), ("other", "登记簿里没有的"),
)  # fmt: skip


class RecordalForm(PageForm):
    """A recordal as the customs' register shows it."""

    number = forms.CharField(label="海关备案号", max_length=40, help_text="如：T2018-00001")
    right_kind = forms.ChoiceField(label="权利种类", choices=KINDS)
    right_number = forms.CharField(label="权利号码", max_length=80, help_text="登记簿里有的，名称、届满日自动带出")
    right_title = forms.CharField(label="权利名称", max_length=200, required=False, help_text="登记簿里没有的才须填写")
    holder = forms.CharField(label="权利人", max_length=200, help_text="名称全称或统一社会信用代码；须是主体登记簿里的")
    holder_place = forms.ChoiceField(label="权利人所在地", choices=Place.choices())
    goods = forms.CharField(label="主要商品", max_length=300)
    valid_from = DateField(label="备案生效日")

    def clean(self) -> dict[str, Any]:
        """A right outside of the register is named by hand."""
        given = super().clean() or {}
        if given.get("right_kind") == "other" and not given.get("right_title", "").strip():
            self.add_error("right_title", "登记簿里没有的权利，请填写名称")
        return given


class RenewalForm(PageForm):
    """By what it was renewed."""

    basis = forms.CharField(label="准予续展的文书或日期", max_length=150)


class CancellationForm(PageForm):
    """Why it ended."""

    reason = forms.CharField(label="注销或者撤销的理由", max_length=300)


class GoodsForm(PageForm):
    """Goods at the border."""

    recordal = forms.ModelChoiceField(CustomsRecordal.objects.none(), label="海关备案", empty_label=None)
    direction = forms.ChoiceField(label="进出口", choices=Direction.choices())
    goods = forms.CharField(label="货物", max_length=300)
    quantity = forms.CharField(label="数量", max_length=60, required=False)
    value = forms.DecimalField(label="货物价值（元）", min_value=0, max_digits=14, decimal_places=2)
    trader = forms.CharField(label="收发货人", max_length=200)
    trader_place = forms.ChoiceField(label="收发货人所在地", choices=Place.choices())
    port = forms.CharField(label="口岸", max_length=100, required=False)
    facts = forms.CharField(label="情况说明", max_length=4000, widget=WORDS)

    def __init__(self, *args: Any, recordals: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["recordal"].queryset = recordals  # type: ignore[attr-defined]


class NoticeForm(GoodsForm):
    """Goods that the customs found by themselves."""

    notice_number = forms.CharField(label="确权通知书文号", max_length=60)
    field_order = ("recordal", "notice_number")
