"""The form of a call: what is paid, to whom, until when, with which papers."""

from typing import Any

from django import forms
from django.utils.text import slugify

from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.base.regions.models import Level as RegionLevel
from qingzhi.base.regions.models import Region
from qingzhi.domains.funds.access import visible_programmes

from ..models import Call
from ..queries.holders import kinds
from ..terms import Act, Scheme, item_label

PAIRS = {
    Act.GRANT: ("patent.invention", "patent.utility", "patent.design", "variety"),
    Act.APPLICATION: ("patent.invention", "patent.utility", "patent.design"),
    Act.MAINTENANCE: ("patent.invention",),
    Act.OVERSEAS: ("patent.invention",),
    Act.REGISTRATION: ("trademark.ordinary", "trademark.gi"),
    Act.RECOGNITION: ("trademark.ordinary", "trademark.gi", "gi.product"),
    Act.RECORDING: ("work", "software", "layout"),
}


def item_choices() -> list[tuple[str, str]]:
    """Every sensible pair of type and act, as one choice each."""
    return [(f"{kind}:{act.value}", item_label(kind, act.value)) for act, types in PAIRS.items() for kind in types]


class CallForm(PageForm):
    """A call as it is drafted and changed."""

    title = forms.CharField(label="通知名称", max_length=200)
    code = forms.SlugField(label="代码", max_length=40, help_text="公开网页地址的一部分，例如 patent-2018")
    year = forms.IntegerField(label="年度", min_value=2015, max_value=2100)
    scheme = forms.ChoiceField(label="资助类别", choices=Scheme.choices())
    programme = forms.ModelChoiceField(label="资金专项", queryset=Call.objects.none(), required=False)
    opens_on = DateField(label="申报开始")
    closes_on = DateField(label="申报截止")
    acts_from = DateField(label="授权（注册、登记）自", required=False)
    acts_to = DateField(label="授权（注册、登记）至", required=False)
    items = forms.MultipleChoiceField(label="资助范围", choices=item_choices, widget=forms.CheckboxSelectMultiple)
    applicants = forms.MultipleChoiceField(
        label="申报主体", choices=kinds, widget=forms.CheckboxSelectMultiple, required=False, help_text="不选表示不限"
    )
    regions = forms.ModelMultipleChoiceField(
        label="申报地区", queryset=Region.objects.none(), widget=forms.CheckboxSelectMultiple, required=False,
        help_text="不选表示全省",
    )  # fmt: skip
    documents = forms.CharField(
        label="申报材料", widget=forms.Textarea, required=False, help_text="每行一项；选填的在行末写“（选填）”"
    )
    precheck = forms.BooleanField(label="须经市州初审", required=False)
    guide = forms.CharField(label="申报指南", widget=forms.Textarea(attrs={"rows": 10}))
    basis = forms.CharField(label="依据", max_length=300, required=False)
    contact = forms.CharField(label="咨询电话", max_length=100, required=False)

    def __init__(self, *args: Any, actor: Any = None, call: Call | None = None, **options: Any):
        super().__init__(*args, **options)
        self.fields["programme"].queryset = visible_programmes(actor)  # type: ignore[attr-defined]
        self.fields["regions"].queryset = Region.objects.filter(level=RegionLevel.PREFECTURE, valid_to=None)  # type: ignore[attr-defined]
        if call is not None:
            for name in ("code", "year", "scheme"):
                self.fields[name].disabled = True

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The chosen pairs of type and act."""
        return [(kind, act) for kind, _, act in (one.partition(":") for one in self.cleaned_data["items"])]

    @property
    def papers(self) -> list[tuple[str, str, bool, str]]:
        """The documents by slot; a slot is named by its place, since names are Chinese."""
        lines = [line.strip() for line in self.cleaned_data["documents"].splitlines() if line.strip()]
        found = []
        for place, line in enumerate(lines, start=1):
            label = line.removesuffix("（选填）").strip()
            found.append((slugify(f"paper-{place}"), label[:120], not line.endswith("（选填）"), ""))
        return found


def initial_of(call: Call) -> dict[str, Any]:
    """What stands in the form of a call."""
    names = ("title", "code", "year", "scheme", "programme", "opens_on", "closes_on", "acts_from", "acts_to", "precheck",
             "guide", "basis", "contact")  # fmt: skip
    found = {name: getattr(call, name) for name in names}
    found["items"] = [f"{one.type}:{one.act}" for one in call.items.all()]
    found["applicants"] = [one.kind for one in call.applicants.all()]
    found["regions"] = [one.region_id for one in call.regions.all()]
    found["documents"] = "\n".join(f"{one.label}{'' if one.required else '（选填）'}" for one in call.documents.all())
    return found


class ReasonForm(PageForm):
    """A reason that is kept."""

    reason = forms.CharField(label="理由", max_length=280, widget=forms.Textarea)
