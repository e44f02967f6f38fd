"""Forms of the register of parties."""

from django import forms

from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import valid_on

from .terms import LinkKind, NameKind, PartyFlag, PartyKind

PLEASE = [("", "请选择")]
OTHER_NAMES = (NameKind.ALIAS, NameKind.FORMER, NameKind.TIBETAN, NameKind.LATIN)


class RegionField(forms.ModelChoiceField):
    """A division of this province that exists today, with its level told by indentation."""

    def __init__(self, **options: object):
        options.setdefault("label", "所在地区")
        options.setdefault("help_text", "省内的选到市州或区县；省外、境外的不选，在下一项填写所在地")
        super().__init__(queryset=Region.objects.none(), required=False, empty_label="省外或境外", **options)  # type: ignore[arg-type]

    def label_from_instance(self, obj: object) -> str:
        level, name = getattr(obj, "level", ""), str(obj)
        parent = getattr(obj, "parent", None)
        return f"{parent.short_name} · {name}" if level == "county" and parent else name


class PlacedForm(PageForm):
    """A form with a division, of those that exist today."""

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["region"].queryset = valid_on().select_related("parent").order_by("code")  # type: ignore[attr-defined]


class RegisterForm(PlacedForm):
    """A new party."""

    kind = forms.ChoiceField(label="类型", choices=PLEASE + PartyKind.choices())
    name = forms.CharField(label="名称", max_length=200, help_text="登记的全称")
    credit_code = forms.CharField(
        label="统一社会信用代码",
        max_length=24,
        required=False,
        help_text="18位，按 GB 32100 校验；校验不通过的照录并标记",
    )
    region = RegionField()
    place = forms.CharField(label="所在地（省外、境外）", max_length=60, required=False)
    address = forms.CharField(label="地址", max_length=300, required=False)
    founded_on = DateField(label="成立日期", required=False)
    former_name = forms.CharField(label="曾用名", max_length=200, required=False)
    other_name = forms.CharField(label="藏文或外文名称", max_length=200, required=False)
    source = forms.CharField(label="依据", max_length=200, required=False, help_text="例如营业执照、事业单位法人证书")
    despite_same_name = forms.BooleanField(label="确为同名的另一主体", required=False)


class CorrectForm(PlacedForm):
    """What was entered wrongly."""

    kind = forms.ChoiceField(label="类型", choices=PartyKind.choices())
    name = forms.CharField(label="名称", max_length=200, help_text="更正录入错误；名称依法变更的请用“变更名称”")
    credit_code = forms.CharField(label="统一社会信用代码", max_length=24, required=False)
    region = RegionField(help_text="更正录入错误；迁址的请用“变更地区”")
    place = forms.CharField(label="所在地（省外、境外）", max_length=60, required=False)
    address = forms.CharField(label="地址", max_length=300, required=False)
    founded_on = DateField(label="成立日期", required=False)
    provisional = forms.BooleanField(label="由导入产生，未核实", required=False)
    reason = forms.CharField(label="更正的理由", max_length=300)


class RenameForm(PageForm):
    """A new name from a day on."""

    name = forms.CharField(label="新名称", max_length=200)
    on = DateField(label="变更日期")
    basis = forms.CharField(label="依据", max_length=200, required=False, help_text="例如核准变更登记通知书的文号")


class NameForm(PageForm):
    """Another spelling."""

    name = forms.CharField(label="名称", max_length=200)
    kind = forms.ChoiceField(label="种类", choices=PLEASE + [(one.value, one.label) for one in OTHER_NAMES])
    source = forms.CharField(label="依据", max_length=200, required=False)


class MoveForm(PlacedForm):
    """A new place from a day on."""

    region = RegionField(label="迁入地区")
    place = forms.CharField(label="所在地（省外、境外）", max_length=60, required=False)
    address = forms.CharField(label="新地址", max_length=300, required=False)
    on = DateField(label="迁入日期")
    basis = forms.CharField(label="依据", max_length=200, required=False)


class FlagForm(PageForm):
    """A recognition."""

    flag = forms.ChoiceField(label="资质", choices=PLEASE + PartyFlag.choices())
    valid_from = DateField(label="有效期起", required=False)
    valid_to = DateField(label="有效期止", required=False, help_text="自这一天起不再有效；长期有效的不填")
    basis = forms.CharField(label="依据", max_length=200, required=False, help_text="认定文件的名称和文号")


class EndForm(PageForm):
    """The end of a recognition, a link, a party."""

    on = DateField(label="终止日期")
    basis = forms.CharField(label="依据", max_length=200)


class IndustryForm(PageForm):
    """An industry."""

    code = forms.CharField(
        label="行业代码（GB/T 4754）", max_length=6, help_text="2至4位数字，可带门类字母，例如 C2740"
    )
    valid_from = DateField(label="起", required=False)
    is_main = forms.BooleanField(label="主行业", required=False, initial=True)


class FiguresForm(PageForm):
    """A year's figures."""

    year = forms.IntegerField(label="年度")
    staff = forms.IntegerField(label="从业人员（人）", required=False)
    revenue = forms.DecimalField(label="营业收入（万元）", max_digits=16, decimal_places=2, required=False)
    assets = forms.DecimalField(label="资产总额（万元）", max_digits=16, decimal_places=2, required=False)
    source = forms.CharField(label="来源", max_length=200, required=False, help_text="例如企业年报、统计年报")


class LinkForm(PageForm):
    """A link to another party."""

    kind = forms.ChoiceField(label="关系", choices=PLEASE + LinkKind.choices())
    other = forms.CharField(label="对方主体", max_length=200, help_text="填写对方的名称、统一社会信用代码或编号")
    valid_from = DateField(label="起", required=False)
    basis = forms.CharField(label="依据", max_length=200, required=False)


class ReasonForm(PageForm):
    """Why."""

    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class IdentityForm(PageForm):
    """A citizen's number."""

    number = forms.CharField(label="公民身份号码", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    source = forms.CharField(label="依据", max_length=200, required=False)


class ContactForm(PageForm):
    """Whom to reach."""

    title = forms.CharField(label="称谓", max_length=60, required=False)
    name = forms.CharField(
        label="联系人", max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(label="电话", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
