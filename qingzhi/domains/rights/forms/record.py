"""The form of a right: the fields that all kinds share, and those of the kind's own table, made from its model."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import PageForm

from ..models import Right
from ..queries.record import COMMON_FIELDS, DETAIL_MODELS, SCHEMES, detail_fields
from ..rules.classes import READERS, read_classes
from ..rules.statuses import POSSIBLE
from ..terms import PatentType, RightKind, RightStatus, Scheme

TITLES = {
    RightKind.TRADEMARK: "商标名称", RightKind.GI: "产品名称", RightKind.WORK: "作品名称", RightKind.SOFTWARE: "软件名称",
    RightKind.VARIETY: "品种名称", RightKind.LAYOUT: "布图设计名称", RightKind.PATENT: "发明名称",
}  # fmt: skip
NUMBERS = {
    RightKind.PATENT: "申请号", RightKind.TRADEMARK: "注册号", RightKind.GI: "登记证书编号或公告号", RightKind.VARIETY: "品种权号",
}  # fmt: skip
REGISTERED = {
    RightKind.PATENT: "授权公告日", RightKind.TRADEMARK: "注册公告日", RightKind.GI: "批准或登记日", RightKind.VARIETY: "授权日",
}  # fmt: skip


class RightForm(PageForm):
    """What the register says of a right, apart from number, status and holders."""

    def __init__(self, *args: Any, kind: str, **options: Any):
        self.kind = RightKind(kind)
        super().__init__(*args, **options)
        for name, field in {**_common(self.kind), **_details(self.kind)}.items():
            self.fields[name] = field
            self._speak(field, str(field.label))
        if self.kind in SCHEMES:
            self.fields["classes"] = forms.CharField(
                label="分类号",
                required=False,
                help_text="多个用分号隔开，第一个是主分类。",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean_classes(self) -> list[tuple[str, str]]:
        """The symbols, each with its scheme; what is none is told."""
        text = self.cleaned_data["classes"]
        schemes = [one for one in SCHEMES[self.kind] if one in READERS]
        if self.kind is RightKind.PATENT:
            is_design = self.data.get(self.add_prefix("type")) == PatentType.DESIGN
            schemes = [Scheme.LOCARNO if is_design else Scheme.IPC]
        symbols, wrong = read_classes(schemes[0], text)
        if wrong:
            raise forms.ValidationError(f"“{wrong[:40]}”不是{schemes[0].label}的分类号")
        return [(schemes[0].value, symbol) for symbol in symbols]

    def values(self) -> dict[str, Any]:
        """What the actions take: common and typed fields without the classes."""
        names = (*COMMON_FIELDS, *detail_fields(self.kind))
        return {name: self.cleaned_data[name] for name in names}


class RegisterForm(RightForm):
    """A right that is entered by hand."""

    def __init__(self, *args: Any, kind: str, **options: Any):
        super().__init__(*args, kind=kind, **options)
        possible = [(one.value, one.label) for one in RightStatus if one in POSSIBLE[self.kind.value]]
        own: dict[str, forms.Field] = {
            "number": forms.CharField(
                label=NUMBERS.get(self.kind, "登记号"),
                max_length=48,
                help_text="任意写法；校验不通过的照原样保存并标明。",
            ),
            "holders": forms.CharField(
                label="权利人", widget=forms.Textarea(attrs={"rows": 2}), help_text="每行一个，第一个是第一权利人。"
            ),
            "status": forms.ChoiceField(label="法律状态", choices=[("", "请选择"), *possible]),
            "status_on": forms.DateField(label="状态日期", required=False, help_text="不填的，取授权、注册或登记日。"),
            "basis": forms.CharField(label="依据", max_length=200, required=False, help_text="证书号或公告号。"),
        }
        for name, field in own.items():
            self.fields[name] = field
            self._speak(field, str(field.label))
        self.order_fields(["number", "title", "holders", "type", "status", "status_on", "basis"])

    def clean_holders(self) -> list[str]:
        return [line for line in self.cleaned_data["holders"].splitlines() if line.strip()]


class CorrectForm(RightForm):
    """A correction, with its reason."""

    def __init__(self, *args: Any, kind: str, **options: Any):
        super().__init__(*args, kind=kind, **options)
        reason = forms.CharField(
            label="更正理由", max_length=300, help_text="写明依据什么更正，例如证书、公告、权利人申请。"
        )
        self.fields["reason"] = reason
        self._speak(reason, "更正理由")


def _common(kind: RightKind) -> dict[str, forms.Field]:
    title = forms.CharField(label=TITLES[kind], max_length=Right._meta.get_field("title").max_length)
    return {
        "title": title,
        "applied_on": forms.DateField(label="申请日", required=False),
        "registered_on": forms.DateField(label=REGISTERED.get(kind, "登记日"), required=False),
        "expires_on": forms.DateField(label="期限届满日", required=False, help_text="权利有效的最后一天。"),
        "is_public": forms.BooleanField(
            label="已公开", required=False, initial=True, help_text="未公布的申请不勾选，公众检索不到。"
        ),
    }


def _details(kind: RightKind) -> dict[str, forms.Field]:
    """The fields of the kind's own table, as the model has them."""
    found = {}
    for name in detail_fields(kind):
        field = DETAIL_MODELS[kind]._meta.get_field(name).formfield()  # type: ignore[union-attr]
        if field is None:
            continue
        if isinstance(field, forms.TypedChoiceField):
            choices = DETAIL_MODELS[kind]._meta.get_field(name).flatchoices  # type: ignore[union-attr]
            field = forms.ChoiceField(label=field.label, required=field.required, choices=[("", "请选择"), *choices])
        found[name] = field
    return found
