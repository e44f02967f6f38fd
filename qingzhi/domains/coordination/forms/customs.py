"""What is filled in about recordals at the customs and goods held there."""

from typing import Any

from django import forms

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.base.pages.forms import DateField, PageForm

from ..models import CustomsRecordal
from ..terms.customs import Direction, Place

WORDS = forms.Textarea(attrs={"rows": 5})
KINDS = (
    ("trademark", "商标"), ("patent", "专利"), ("work", "作品著作权"), ("software", "软件著作权"), ("other", "登记簿里没有的"),
)  # fmt: skip


class RightForm(PageForm):
    """A right by its number, or by name where the register has none."""

    right_kind = forms.ChoiceField(label="权利种类", choices=KINDS)
    right_number = forms.CharField(label="权利号码", max_length=80, help_text="登记簿里有的，名称、届满日自动带出")
    right_title = forms.CharField(label="权利名称", max_length=200, required=False, help_text="登记簿里没有的才须填写")

    def clean(self) -> dict[str, Any]:
        """A right outside of the register is named by hand."""
        given = super().clean() or {}
        if given.get("right_kind") == "other" and not given.get("right_title", "").strip():
            self.add_error("right_title", "登记簿里没有的权利，请填写名称")
        return given


class RecordalForm(RightForm):
    """A recordal as the customs' register shows it."""

    number = forms.CharField(label="海关备案号", max_length=40, help_text="如：T2018-00001")
    holder = forms.CharField(label="权利人", max_length=200, help_text="名称全称或统一社会信用代码；须是主体登记簿里的")
    holder_place = forms.ChoiceField(label="权利人所在地", choices=Place.choices())
    goods = forms.CharField(label="主要商品", max_length=300)
    valid_from = DateField(label="备案生效日")
    field_order = ("number", "right_kind", "right_number", "right_title")


class RecordingForm(RightForm):
    """What an application for a recordal tells: 《知识产权海关保护条例》第七条."""

    goods = forms.CharField(label="主要商品", max_length=300)
    licensing = forms.CharField(
        label="许可使用状况",
        max_length=2000,
        required=False,
        widget=WORDS,
        help_text="被许可人、范围、期限；没有许可的不填",
    )
    lawful = forms.CharField(
        label="合法行使权利的货物情况",
        max_length=4000,
        widget=WORDS,
        help_text="货物名称、产地、进出境海关、进出口商、主要特征和价格",
    )
    infringing = forms.CharField(
        label="已知的侵权货物情况",
        max_length=4000,
        required=False,
        widget=WORDS,
        help_text="制造商、进出口商、进出境海关、主要特征；不知道的不填",
    )
    body = forms.ModelChoiceField(Body.objects.none(), label="辅导单位", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_holding("coordination.customs.record")  # type: ignore[attr-defined]


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
