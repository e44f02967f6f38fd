"""Forms of the brand register and of the catalogue of folk-cultural resources."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import valid_on

from ..models import BrandCategory, FolkCategory, Right
from ..terms import AccessLevel, BrandState, FolkLevel, FolkState, RightKind

MOST_MARKS = 200


class BrandForm(PageForm):
    """What the register says of a brand."""

    name = forms.CharField(label="品牌名称", max_length=100)
    category = forms.ModelChoiceField(label="类别", queryset=BrandCategory.objects.none())
    region = forms.ModelChoiceField(label="地区", queryset=Region.objects.none())
    gi_number = forms.CharField(
        label="地理标志的注册号或公告号",
        max_length=40,
        required=False,
        help_text="填写登记簿中地理标志商标或地理标志产品的号码",
    )
    numbers = forms.CharField(
        label="所依托商标的注册号", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="每行一个"
    )
    leader_name = forms.CharField(label="龙头企业", max_length=200, required=False)
    description = forms.CharField(label="简介", required=False, max_length=2000, widget=forms.Textarea)
    is_public = forms.BooleanField(label="对外公布", required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["category"].queryset = BrandCategory.objects.filter(retired_on=None)  # type: ignore[attr-defined]
        self.fields["region"].queryset = valid_on()  # type: ignore[attr-defined]

    def clean_gi_number(self) -> str:
        """The number of a GI of the register; kept as `cleaned_data["gi"]`."""
        number = "".join(self.cleaned_data["gi_number"].split())
        self.cleaned_data["gi"] = None
        if number:
            kinds = (RightKind.GI, RightKind.TRADEMARK)
            rows = Right.objects.filter(kind__in=kinds).select_related("trademark")
            found = rows.filter(number=number).first() or rows.filter(number_shown=number).first()
            if found is None:
                raise forms.ValidationError("登记簿中没有这个号码的地理标志")
            self.cleaned_data["gi"] = found
        return number

    def clean_numbers(self) -> list[str]:
        found = [line.strip() for line in self.cleaned_data["numbers"].splitlines() if line.strip()]
        if len(found) > MOST_MARKS or any(len(one) > 40 for one in found):
            raise forms.ValidationError(f"每行填写一个注册号，最多 {MOST_MARKS} 个")
        return found


class NewBrandForm(BrandForm):
    """A brand that is entered."""

    code = forms.SlugField(label="编号", max_length=40, help_text="字母、数字和连字符，例如 PP-2018-001")
    state = forms.ChoiceField(label="培育状态", choices=BrandState.choices())
    since = DateField(label="自", help_text="从哪一天起处于这一状态")
    field_order = ("code", "name", "category", "region", "state", "since")


class BrandStateForm(PageForm):
    """Another state of cultivation."""

    state = forms.ChoiceField(label="培育状态", choices=BrandState.choices())
    on = DateField(label="自", initial=clock.today)
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号，或现场核查记录")


class BrandTraitForm(PageForm):
    """A trait of a brand from a day on, or no longer."""

    on = DateField(label="自", initial=clock.today)
    basis = forms.CharField(label="依据", max_length=200, help_text="例如出口报关单、合作社带动农户的统计表")


class FolkForm(PageForm):
    """What the catalogue says of a resource."""

    name = forms.CharField(label="名称", max_length=100)
    name_tibetan = forms.CharField(
        label="藏文名称", max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "bo"})
    )
    category = forms.ModelChoiceField(label="类别", queryset=FolkCategory.objects.none())
    level = forms.ChoiceField(label="名录级别", choices=FolkLevel.choices())
    community = forms.CharField(label="持有群体", max_length=200)
    region = forms.ModelChoiceField(label="流传地区", queryset=Region.objects.none())
    carriers = forms.CharField(label="传承人或传承单位", max_length=300, required=False)
    summary = forms.CharField(label="简介（公开）", max_length=2000, widget=forms.Textarea)
    access_level = forms.ChoiceField(
        label="传统知识的查阅范围", choices=AccessLevel.choices(), widget=forms.RadioSelect
    )
    access_reason = forms.CharField(label="限制理由", max_length=300, required=False)
    knowledge = forms.CharField(
        label="传统知识内容", max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="按查阅范围显示；查阅受限内容逐次留痕",
    )  # fmt: skip
    sources = forms.CharField(label="来源", max_length=300, required=False)

    def __init__(self, *args: Any, with_knowledge: bool = True, **options: Any):
        super().__init__(*args, **options)
        self.fields["category"].queryset = FolkCategory.objects.filter(retired_on=None)  # type: ignore[attr-defined]
        self.fields["region"].queryset = valid_on()  # type: ignore[attr-defined]
        if not with_knowledge:  # who may not read the text may not overwrite it either
            del self.fields["knowledge"]


class NewFolkForm(FolkForm):
    """A resource that is entered."""

    code = forms.SlugField(label="编号", max_length=40, help_text="字母、数字和连字符，例如 FK-0001")
    state = forms.ChoiceField(label="保护状况", choices=FolkState.choices())
    field_order = ("code", "name", "name_tibetan", "category", "level", "state")


class FolkCorrectionForm(FolkForm):
    """A correction; another protection state needs its ground."""

    state = forms.ChoiceField(label="保护状况", choices=FolkState.choices())
    basis = forms.CharField(label="变更依据", max_length=200, required=False, help_text="保护状况变更时必填")


class FolkWorkForm(PageForm):
    """A work made from a resource."""

    title = forms.CharField(label="作品名称", max_length=200)
    maker = forms.CharField(label="作者或单位", max_length=200, required=False)
    made_on = DateField(label="完成日期", required=False)
    number = forms.CharField(
        label="登记号", max_length=60, required=False, help_text="作品登记、商标或专利在登记簿中的号码"
    )
    agreed = forms.CharField(label="与持有群体的约定", max_length=300, required=False, help_text="署名、收益分享等")


class FolkConsentForm(PageForm):
    """The community's consent."""

    body = forms.ModelChoiceField(label="查阅单位", queryset=Body.objects.none())
    purpose = forms.CharField(label="用途", max_length=200)
    given_by = forms.CharField(label="同意人", max_length=100, help_text="持有群体的代表")
    basis = forms.CharField(label="书面同意", max_length=200, help_text="同意书的名称、日期和保存处")
    valid_from = DateField(label="自", initial=clock.today)
    valid_to = DateField(label="至", required=False, help_text="不含当日；不填为长期")

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["body"].queryset = bodies_on()  # type: ignore[attr-defined]


class ReadingForm(PageForm):
    """Why restricted text is read."""

    purpose = forms.CharField(label="查阅用途", max_length=200, help_text="将与您的姓名、单位和时间一并记录")
