"""Forms: Chinese messages that name the field, native date fields, uploads with limits, edits that notice each other."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from .components import Document

MIB = 1024 * 1024
BLANK = "---------"  # what Django writes for no choice
KINDS = ("pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png", "ofd", "txt")


class DateField(forms.DateField):
    """A day, by the browser's own calendar."""

    def __init__(self, **options: Any):
        options.setdefault("widget", day_input())
        super().__init__(**options)


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several at once and shows none of the old ones."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else [files[name]] if name in files else []

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files


class FileField(forms.FileField):
    """Attachments: always a list. The limits are told first and checked here; what a file really is, `base.files` looks at.

    `present` are documents that are there already.
    """

    def __init__(
        self,
        *,
        max_files: int = 5,
        max_mib: int | None = None,
        kinds: Iterable[str] = KINDS,
        present: Iterable[Document] = (),
        **options: Any,
    ):
        self.max_files, self.kinds, self.present = max_files, tuple(kinds), list(present)
        self.max_mib = max_mib or settings.QINGZHI_UPLOAD_MAX_MIB
        many = {"multiple": True} if max_files > 1 else {}
        accept = ",".join(f".{kind}" for kind in self.kinds)
        options.setdefault(
            "widget", ManyFilesInput(attrs={"accept": accept, "data-max-bytes": self.max_mib * MIB, **many})
        )
        super().__init__(**options)

    @property
    def limits(self) -> str:
        """The limits in words."""
        how_many = f"最多 {self.max_files} 个文件，每个" if self.max_files > 1 else "1 个文件，"
        return f"{how_many}不超过 {self.max_mib} MB；可用格式：{'、'.join(kind.upper() for kind in self.kinds)}。不得上传涉密文件。"

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [one for one in (data or []) if one]
        if not files:
            if self.required and not self.present:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return []
        if len(files) > self.max_files:
            raise forms.ValidationError(f"最多上传 {self.max_files} 个文件，这次选了 {len(files)} 个", code="many")
        errors = [reason for one in files if (reason := self._refusal(one))]
        if errors:
            raise forms.ValidationError(errors)
        return files

    def _refusal(self, one: UploadedFile) -> str:
        name = one.name or ""
        if not one.size:
            return f"“{name}”是空文件"
        if one.size > self.max_mib * MIB:
            return f"“{name}”有 {one.size / MIB:.1f} MB，超过 {self.max_mib} MB"
        if "." not in name or name.rsplit(".", 1)[1].lower() not in self.kinds:
            return f"“{name}”的格式不在可用之列"
        return ""


class PageForm(forms.Form):
    """The base of every form; `{% include "pages/form.html" %}` draws it.

    `known` maps names of fields to (value, register): filled in, not to be changed here (「取自…」).
    `version` is the version of the record that the form was opened with; see `edited_meanwhile`.
    """

    def __init__(
        self, *args: Any, known: Mapping[str, tuple[Any, str]] | None = None, version: Any = None, **options: Any
    ):
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.conflicts: list[tuple[str, Any, Any]] = []
        if version is not None:
            self.fields["version"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=str(version))
        for name, (value, register) in (known or {}).items():
            field = self.fields[name]
            field.initial, field.disabled, field.known_from = value, True, register  # type: ignore[attr-defined]
            self.initial[name] = value
        for name, field in self.fields.items():
            self._speak(field, str(field.label or name))

    def edited_meanwhile(self, version: Any, current: Mapping[str, Any] | None = None) -> bool:
        """Whether somebody else changed the record since this form was opened; if so both texts are shown.

        `current` maps names of fields to what the record says now. Sending again then overwrites knowingly.
        """
        opened_with = (self.data.get(self.add_prefix("version")) or "").strip()
        if opened_with == str(version):
            return False
        for name, theirs in (current or {}).items():
            yours = self.cleaned_data.get(name) if hasattr(self, "cleaned_data") else self.data.get(name)
            if str(theirs or "") != str(yours or "") and name in self.fields:
                self.conflicts.append((str(self.fields[name].label or name), theirs, yours))
        self.add_error(None, "这条记录在您填写期间已被他人修改，请核对后再次提交")
        self.data = MultiValueDict(
            {**dict(self.data.lists()), self.add_prefix("version"): [str(version)]}
            if isinstance(self.data, MultiValueDict)
            else {**{name: [value] for name, value in self.data.items()}, self.add_prefix("version"): [str(version)]}
        )
        return True

    def _speak(self, field: forms.Field, label: str) -> None:
        """Messages that say which field and what to do."""
        widget = field.widget
        if isinstance(field, forms.DateField) and getattr(widget, "input_type", "") == "text":
            field.widget = widget = day_input()
        if isinstance(widget, forms.NumberInput):  # a number field would lose what was typed when it is no number
            widget.input_type = "text"
            whole = isinstance(field, forms.IntegerField) and not isinstance(
                field, forms.DecimalField | forms.FloatField
            )
            widget.attrs = {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
        if isinstance(widget, forms.Textarea) and str(widget.attrs.get("rows")) == "10":
            widget.attrs["rows"] = 4
        if isinstance(field, forms.ModelChoiceField) and field.empty_label == BLANK:
            field.empty_label = "请选择" if field.required else "不指定"
        verb = "请填写"
        if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
            verb = "请选择"
        elif isinstance(field, forms.FileField):
            verb = "请上传"
        said = {"required": f"{verb}{label}", "invalid_choice": f"“{label}”中没有这一项，请重新选择"}
        if isinstance(field, forms.BooleanField):
            said["required"] = f"请勾选“{label}”"
        if isinstance(field, forms.DateField):
            said["invalid"] = "请填写日期，例如 2018-07-01"
        elif isinstance(field, forms.DecimalField | forms.FloatField):
            said["invalid"] = f"“{label}”须是数字"
        elif isinstance(field, forms.IntegerField):
            said["invalid"] = f"“{label}”须是整数"
        usual = _usual_messages(type(field))
        for name, text in said.items():
            if field.error_messages.get(name) == usual.get(name):  # a message that the field was given stays
                field.error_messages[name] = text


def _usual_messages(kind: type[forms.Field]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in reversed(kind.__mro__):
        found.update(getattr(one, "default_error_messages", {}))
    return found
