"""Forms of the review: an item's words are copied from the text, never typed anew."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from ..models import Baseline, Citation, Measure, Section, Target
from ..models.item import Item
from ..rules import places
from ..terms import BodyRole, Comparator, Every, FigureKind

PERIODS = [("", "不重复"), *Every.choices()]
JOINER = "、"


class DayInput(forms.DateInput):
    """A day, picked or typed."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ItemForm(forms.Form):
    """What every item's form shares: the words from the text, the place they stand at, the revision."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    near = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quote = forms.CharField(
        label="原文",
        max_length=places.LONGEST_ITEM,
        widget=forms.Textarea(attrs={"rows": 3, "data-quote": ""}),
        help_text="须与左侧正文逐字一致；可在正文中选取后复制到这里，位置会自动找到。",
    )

    def __init__(self, data: Any = None, *, text: str, **more: Any):
        super().__init__(data, auto_id="id_%s", **more)
        self.text = text
        self.conflicts: list[tuple[str, Any, Any]] = []

    @classmethod
    def initial_of(cls, item: Any) -> dict[str, Any]:
        """What an item says, as the form takes it."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "quote" in cleaned:
            found = places.place_of(self.text, cleaned["quote"], cleaned.get("near") or 0)
            if found is None:
                self.add_error("quote", "正文中找不到这段文字，请从左侧原文复制")
            else:
                cleaned["start"], cleaned["end"] = found
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {key: value for key, value in self.cleaned_data.items() if key not in {"quote", "near"}}

    def show_conflict(self, theirs: dict[str, Any]) -> None:
        """Put both values before the reviewer; a second submission is then knowing."""
        shown = self.standing(theirs)
        for name, field in self.fields.items():
            if name in shown and not field.widget.is_hidden:
                mine = self.cleaned_data.get(name)
                if spoken(field, shown[name]) != spoken(field, mine):
                    self.conflicts.append((str(field.label), spoken(field, shown[name]), spoken(field, mine)))
        self.data = {**dict(self.data.items()), "revision": theirs.get("revision", "")}

    def standing(self, theirs: dict[str, Any]) -> dict[str, Any]:
        """The values that stand, by the form's names."""
        return theirs


class MeasureForm(ItemForm):
    """A measure: its words, its deadline, who is responsible."""

    due_on = forms.DateField(label="完成期限", required=False, widget=DayInput)
    due_every = forms.ChoiceField(label="周期", required=False, choices=PERIODS)
    due_quote = forms.CharField(label="期限原文", required=False, max_length=200)
    lead = forms.CharField(label="牵头单位", required=False, help_text="多个单位用顿号“、”分开，下同。")
    support = forms.CharField(label="配合单位", required=False)
    joint = forms.CharField(label="共同负责", required=False)
    programmes = forms.CharField(
        label="专项行动", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="每行一项。"
    )
    audiences = forms.CharField(label="面向", required=False, help_text="例如：企业、高等院校。")
    field_order = ("revision", "near", "quote", "lead", "support", "joint", "due_on", "due_every", "due_quote")

    @classmethod
    def initial_of(cls, measure: Measure) -> dict[str, Any]:
        rows = [(body.name, body.role) for body in measure.bodies.all()]
        return {
            "revision": measure.revision,
            "near": measure.start,
            "quote": measure.text,
            "due_on": measure.due_on,
            "due_every": measure.due_every,
            "due_quote": measure.due_quote,
            **named(rows),
            "programmes": "\n".join(measure.programmes),
            "audiences": JOINER.join(measure.audiences),
        }

    def values(self) -> dict[str, Any]:
        found = super().values()
        roles = {role.value: found.pop(role.value) for role in BodyRole}
        found["bodies"] = [(name, role) for role, names in roles.items() for name in listed(names)]
        found["programmes"] = [line.strip() for line in found["programmes"].splitlines() if line.strip()]
        found["audiences"] = listed(found["audiences"])
        return found

    def standing(self, theirs: dict[str, Any]) -> dict[str, Any]:
        return {
            **theirs,
            **named(theirs.get("bodies", [])),
            "quote": theirs.get("text", ""),
            "programmes": "\n".join(theirs.get("programmes", [])),
            "audiences": JOINER.join(theirs.get("audiences", [])),
        }


class TargetForm(ItemForm):
    """A target: of what, compared how, how much, by when."""

    indicator = forms.CharField(label="指标", max_length=200)
    comparator = forms.ChoiceField(label="比较", choices=Comparator.choices())
    value = forms.DecimalField(
        label="数值", max_digits=24, decimal_places=6, help_text="按单位换算后的数，例如 2 万件填 20000。"
    )
    value_to = forms.DecimalField(label="上限（仅区间）", required=False, max_digits=24, decimal_places=6)
    unit = forms.CharField(label="单位", required=False, max_length=40)
    kind = forms.ChoiceField(label="类别", choices=FigureKind.choices())
    per = forms.ChoiceField(label="每", required=False, choices=PERIODS)
    deadline = forms.DateField(label="期限", required=False, widget=DayInput)

    @classmethod
    def initial_of(cls, figure: Target | Baseline) -> dict[str, Any]:
        found = {name: getattr(figure, name) for name in cls.base_fields if hasattr(figure, name)}
        for name in ("value", "value_to"):
            value: Decimal | None = found[name]
            found[name] = None if value is None else format(value.normalize(), "f")
        return {**found, "near": figure.start}


class BaselineForm(TargetForm):
    """A figure that the text reports as reached."""

    as_of = forms.DateField(label="截至", required=False, widget=DayInput)
    from_on = forms.DateField(label="自", required=False, widget=DayInput)
    deadline = None  # type: ignore[assignment]  # Django drops the inherited field


class CitationForm(ItemForm):
    """What the text refers to."""

    title = forms.CharField(label="名称", required=False, max_length=300)
    number = forms.CharField(label="文号", required=False, max_length=100)

    @classmethod
    def initial_of(cls, citation: Citation) -> dict[str, Any]:
        names = ("revision", "quote", "title", "number")
        return {**{name: getattr(citation, name) for name in names}, "near": citation.start}


class SectionForm(forms.Form):
    """A section's heading."""

    conflicts: Sequence[tuple[str, Any, Any]] = ()
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    heading = forms.CharField(label="标题", max_length=500)

    @classmethod
    def initial_of(cls, section: Section) -> dict[str, Any]:
        return {"revision": section.revision, "heading": section.heading}


class SplitForm(forms.Form):
    """Where to part a measure: after one of its punctuation marks."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    at = forms.TypedChoiceField(label="在哪里分开", coerce=int, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, measure: Measure, text: str, **more: Any):
        super().__init__(data, initial={"revision": measure.revision}, **more)
        points = places.split_points(text, measure.start, measure.end)
        self.fields["at"].choices = [  # type: ignore[attr-defined]
            (at, f"{shortened(text[measure.start : at], 24, tail=True)}｜{shortened(text[at : measure.end], 24)}")
            for at in points
        ]
        self.fields["at"].widget.use_fieldset = True


class ReasonForm(forms.Form):
    """Why something is deleted."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="理由",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="记入审计，例如：背景说明，不是措施。",
    )


class ResolutionForm(forms.Form):
    """How a warning was dealt with."""

    resolution = forms.CharField(
        label="处理意见",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例如：已核对纸质原件，文号无误。",
    )


class HeadForm(forms.Form):
    """The head of a draft."""

    title = forms.CharField(label="标题", max_length=300)
    document_number = forms.CharField(label="文号", required=False, max_length=100)
    issuer = forms.CharField(label="发文机关", required=False, max_length=200)
    issued_on = forms.DateField(label="成文日期", required=False, widget=DayInput)
    period_from = forms.IntegerField(label="规划期自（年）", required=False, min_value=1949, max_value=2149)
    period_to = forms.IntegerField(label="规划期至（年）", required=False, min_value=1949, max_value=2149)

    @classmethod
    def initial_of(cls, version: Any) -> dict[str, Any]:
        return {name: getattr(version, name) for name in cls.base_fields}


class ImportForm(forms.Form):
    """A notice as a file, and the plan that it belongs to."""

    file = forms.FileField(label="通知或规划文件", help_text="Word（.docx）、PDF、网页或纯文本，不超过 50 MB。")
    plan: forms.ModelChoiceField = forms.ModelChoiceField(
        label="所属规划", queryset=None, required=False, empty_label="新的规划（或按标题自动归入）"
    )
    region: forms.ModelChoiceField = forms.ModelChoiceField(
        label="适用地区", queryset=None, required=False, empty_label="全国"
    )

    def __init__(self, data: Any = None, files: Any = None, *, plans: Any, regions: Any, **more: Any):
        super().__init__(data, files, **more)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]


def named(rows: list[tuple[str, str]]) -> dict[str, str]:
    """Bodies as one text a role."""
    return {role.value: JOINER.join(name for name, one in rows if one == role) for role in BodyRole}


def listed(names: str) -> list[str]:
    """The names in a text, parted by 、 or a comma."""
    for mark in "，,；;\n":
        names = names.replace(mark, JOINER)
    return [name.strip() for name in names.split(JOINER) if name.strip()]


def shortened(text: str, most: int, *, tail: bool = False) -> str:
    """The beginning (or the end) of a text."""
    if len(text) <= most:
        return text
    return f"…{text[-most:]}" if tail else f"{text[:most]}…"


def spoken(field: forms.Field, value: Any) -> str:
    """A value as the form shows it."""
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # an iterable of pairs
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def form_of(item: Item) -> type[ItemForm]:
    """The form of an item's kind."""
    kinds: dict[type[Item], type[ItemForm]] = {
        Measure: MeasureForm,
        Target: TargetForm,
        Baseline: BaselineForm,
        Citation: CitationForm,
    }
    return kinds[type(item)]
