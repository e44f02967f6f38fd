"""Forms of publication."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import FileField, PageForm

from .models import ObjectionGround, Publication, PublicationItem
from .queries import grounds_for
from .terms import Shown

EVIDENCE = ("pdf", "jpg", "png", "docx", "xlsx", "ofd")
NAMED, ANONYMOUS = "named", "anonymous"


class ObjectForm(PageForm):
    """An objection, or an anonymous remark."""

    item = forms.IntegerField(
        label="针对第几行", required=False, min_value=1, help_text="填写名单中的序号；对整件公示提出的不填"
    )
    ground = forms.ModelChoiceField(label="事由", queryset=ObjectionGround.objects.none())
    text = forms.CharField(
        label="事实和理由", widget=forms.Textarea(attrs={"rows": 6}), min_length=10, max_length=5000,
        help_text="写明时间、事实和依据，不得填写国家秘密；也不要写他人的身份证号、电话等个人信息",
    )  # fmt: skip
    identity = forms.ChoiceField(
        label="是否署名", initial=NAMED, widget=forms.RadioSelect,
        choices=[(NAMED, "实名提出（作为异议受理，按期限答复）"), (ANONYMOUS, "匿名（不作为异议受理，只作线索）")],
    )  # fmt: skip
    name = forms.CharField(
        label="真实姓名", max_length=50, required=False, help_text="实名提出的必填；以单位名义提出的填经办人姓名"
    )
    organisation = forms.CharField(label="单位名称", max_length=100, required=False)
    phone = forms.CharField(
        label="联系电话", max_length=30, required=False, help_text="实名提出的必填，只供核实和答复，不会公开"
    )
    evidence = FileField(label="证据", required=False, max_files=5, max_mib=20, kinds=EVIDENCE)
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, publication: Publication, **options: Any):
        super().__init__(*args, **options)
        self.publication = publication
        ground: Any = self.fields["ground"]
        ground.queryset = grounds_for(publication.kind)
        ground.label_from_instance = lambda one: (
            f"{one.title}（{one.nature_label}{'，须附证据' if one.needs_evidence else ''}）"
        )
        if not publication.items.exists():
            del self.fields["item"]

    def clean_item(self) -> PublicationItem | None:
        position = self.cleaned_data["item"]
        if position is None:
            return None
        found = self.publication.items.filter(position=position, replaced_by=None).first()
        if found is None:
            raise forms.ValidationError(f"名单中没有第 {position} 行")
        return found

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("identity") == NAMED:
            for name in ("name", "phone"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, f"实名提出须填写{self.fields[name].label}")
        return found


class ReceiptForm(PageForm):
    """A receipt code."""

    code = forms.CharField(
        label="回执码", max_length=30, help_text="形如 7K3M-Q9XD-4HTP，不区分大小写",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class ReasonForm(PageForm):
    """Why something public is taken back."""

    reason = forms.CharField(
        label="理由", max_length=500, min_length=4, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="会显示在公示页上，不要写个人信息",
    )  # fmt: skip
    hide = forms.BooleanField(
        label="不再显示内容", required=False, help_text="用于误公开了个人信息等情形；页面只保留撤下的时间和理由"
    )


class TextForm(PageForm):
    """Title and text of a publication."""

    title = forms.CharField(label="标题", max_length=200)
    text = forms.CharField(label="正文", required=False, widget=forms.Textarea(attrs={"rows": 8}), max_length=20000)
    reason = forms.CharField(label="更正理由", max_length=500, min_length=4, help_text="会显示在公示页上")


class PublishForm(PageForm):
    """A notice by hand: a text without rows."""

    title = forms.CharField(label="标题", max_length=200)
    text = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 10}), max_length=20000)
    lasting = forms.ChoiceField(
        label="期限", widget=forms.RadioSelect, initial="period",
        choices=[("period", "公示（有期限，接受异议）"), ("lasting", "长期公开（不设异议期）")],
    )  # fmt: skip
    contact = forms.CharField(label="联系方式", max_length=200, help_text="公众咨询和提出异议用的单位电话、地址")


class RowForm(PageForm):
    """A row anew, column by column; what is covered for the public is typed in full and sealed again."""

    hide = forms.BooleanField(label="不再显示原内容", required=False)
    reason = forms.CharField(label="更正理由", max_length=500, min_length=4, help_text="会显示在公示页上")

    def __init__(self, *args: Any, item: PublicationItem, **options: Any):
        super().__init__(*args, **options)
        self.columns = item.publication.declared
        for one in self.columns:
            masked = "" if one.shown is Shown.FULL else f"{one.shown.label}；请填写完整内容"
            self.fields[f"c_{one.code}"] = forms.CharField(
                label=one.label, required=False, max_length=500, help_text=masked,
                initial=item.values.get(one.code, "") if one.shown is Shown.FULL else "",
            )  # fmt: skip
        self.order_fields([*(f"c_{one.code}" for one in self.columns), "hide", "reason"])

    @property
    def row_values(self) -> dict[str, str]:
        return {one.code: self.cleaned_data[f"c_{one.code}"] for one in self.columns}


class DecisionForm(PageForm):
    """Accepting, declining or keeping as a lead."""

    do = forms.ChoiceField(
        label="处理", widget=forms.RadioSelect,
        choices=[("accept", "受理"), ("decline", "不予受理"), ("lead", "转为线索")],
    )  # fmt: skip
    reason = forms.CharField(
        label="理由", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不予受理的理由会告知异议人；转为线索须写明原因",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("do") in {"decline", "lead"} and not (found.get("reason") or "").strip():
            self.add_error("reason", "请写明理由")
        return found


class AnswerForm(PageForm):
    """The answer after the investigation."""

    upheld = forms.ChoiceField(label="结论", choices=[("1", "异议成立"), ("0", "异议不成立")], widget=forms.RadioSelect)
    answer = forms.CharField(
        label="答复",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        help_text="会告知异议人，写明查明的事实和依据",
    )
    finding = forms.CharField(
        label="调查情况", required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=5000,
        help_text="只在内部留存",
    )  # fmt: skip
    withdraw = forms.BooleanField(label="异议成立时从公示中撤下这一行", required=False)

    def __init__(self, *args: Any, has_row: bool, **options: Any):
        super().__init__(*args, **options)
        if not has_row:
            del self.fields["withdraw"]
