"""The forms of fairs; the complaint's is made for a thumb."""

from datetime import timedelta
from secrets import token_hex
from typing import Any

from django import forms

from qingzhi.base.identity.models import Person
from qingzhi.base.pages.forms import DateField, FileField, PageForm
from qingzhi.base.regions.models import Region
from qingzhi.engine.tasks.queries import colleagues

from ..actions.fair_receiving import FairTold
from ..models import Fair, FairStation
from ..terms.complaints import RightType
from ..terms.fairs import RiskAnswer

MOST_PHOTOS = 6
LONGEST_HELD = 366 * 24 * 3600 * 1000  # milliseconds that are read as a number at all


class FairForm(PageForm):
    """A fair."""

    name = forms.CharField(label="展会名称", max_length=120)
    organiser = forms.CharField(label="主办方", max_length=200)
    place = forms.CharField(label="地点", max_length=200)
    region = forms.ModelChoiceField(Region.objects.none(), label="所在地区", empty_label=None)
    begins_on = DateField(label="开展日期")
    ends_on = DateField(label="闭展日期", help_text="最后一天；展后移交期限自这一天起算")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = Region.objects.filter(valid_to=None, level__in=("province", "prefecture")).order_by("code")
        self.fields["region"].queryset = rows  # type: ignore[attr-defined]


class StationForm(PageForm):
    """A station."""

    name = forms.CharField(label="工作站名称", max_length=60)
    place = forms.CharField(label="位置", max_length=120, help_text="如：一号馆入口左侧；向公众公示")
    phone = forms.CharField(label="电话", max_length=40, help_text="向公众公示")


class DutyForm(PageForm):
    """Who is on duty on a day."""

    person = forms.ModelChoiceField(Person.objects.none(), label="驻会人员", empty_label=None)
    on = DateField(label="日期")

    def __init__(self, *args: Any, station: FairStation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = colleagues(station.fair.body)  # type: ignore[attr-defined]
        self.fields["on"].initial = station.fair.begins_on


class ListForm(PageForm):
    """The organiser's list."""

    file = FileField(
        label="参展商名单", max_files=1, kinds=("xlsx", "xls", "csv"),
        help_text="列：展位号、参展商、展品（必填），统一社会信用代码、品牌、权利类型、权利号码；一行一件展品",
    )  # fmt: skip


class RiskForm(PageForm):
    """What was done about a risk."""

    answer = forms.ChoiceField(label="处理", choices=RiskAnswer.choices(), widget=forms.RadioSelect)
    note = forms.CharField(
        label="说明", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="怎样核实的、向谁提示的"
    )


class StationComplaintForm(PageForm):
    """A complaint at the station: as few fields as will do, the rest is asked later."""

    request_key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    held = forms.IntegerField(widget=forms.HiddenInput, required=False)
    station = forms.ModelChoiceField(FairStation.objects.none(), label="工作站", empty_label=None)
    stand = forms.CharField(
        label="展位号", max_length=40, widget=forms.TextInput(attrs={"list": "stands", "autocomplete": "off"})
    )
    accused = forms.CharField(
        label="参展商", max_length=200, required=False, help_text="不填的，按展位号从名单中取", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )  # fmt: skip
    product = forms.CharField(label="涉嫌侵权的展品", max_length=200)
    right_type = forms.ChoiceField(label="投诉人的权利", choices=RightType.choices())
    right_number = forms.CharField(label="权利号码", max_length=80, help_text="专利号、商标注册号；由服务器查登记簿")
    facts = forms.CharField(label="投诉的事实", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    photos = FileField(
        label="照片",
        required=False,
        max_files=MOST_PHOTOS,
        kinds=("jpg", "jpeg", "png", "pdf"),
        help_text="展品、展位、权利证书",
    )
    complainant = forms.CharField(label="投诉人（权利人）", max_length=200)
    agent = forms.CharField(label="现场代理人", max_length=100, required=False)
    contact = forms.CharField(
        label="联系电话", max_length=100, required=False, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text="加密保存，查看留记录",
    )  # fmt: skip

    def __init__(self, *args: Any, fair: Fair, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = fair.stations.all()  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial.setdefault("request_key", token_hex(16))

    @property
    def held_for(self) -> timedelta | None:
        """How long the phone says it kept the complaint; None for one that was sent at once."""
        told: int | None = self.cleaned_data.get("held")
        if told is None:
            return None
        return timedelta(milliseconds=max(-LONGEST_HELD, min(told, LONGEST_HELD)))

    def told(self) -> FairTold:
        """What was filled in."""
        found = self.cleaned_data
        names = ("complainant", "right_number", "stand", "product", "facts", "accused", "agent", "contact")
        return FairTold(right_type=RightType(found["right_type"]), **{name: found[name] for name in names})
