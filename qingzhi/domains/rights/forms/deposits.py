"""Forms of deposits and of the trade-secret checklist. No form takes the file that is deposited."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import PageForm

from ..models import SecretsItem
from ..terms import Answer, DepositKind, Situation

HEX = {"spellcheck": "false", "autocomplete": "off", "class": "mono"}
LARGEST_TOKEN = 64 * 1024


class FingerprintForm(PageForm):
    """The hashes that the browser computed, or that were computed by another tool."""

    sha256 = forms.CharField(
        label="SHA-256", max_length=200, widget=forms.TextInput(attrs=HEX),
        help_text="选择文件后自动填写；也可以粘贴其他工具（sha256sum）算出的结果",
    )  # fmt: skip
    sm3 = forms.CharField(
        label="SM3", max_length=200, widget=forms.TextInput(attrs=HEX),
        help_text="选择文件后自动填写；也可以粘贴其他工具（openssl dgst -sm3）算出的结果",
    )  # fmt: skip
    size = forms.IntegerField(label="文件大小（字节）", min_value=1)


class DepositForm(FingerprintForm):
    """A deposit."""

    request_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="类别", choices=DepositKind.choices(), widget=forms.RadioSelect)
    title = forms.CharField(
        label="名称", max_length=200, help_text="写在证书上，不要写出需要保密的内容，例如“干燥工艺说明书第三稿”"
    )
    holder_name = forms.CharField(label="权利人", max_length=200)
    note = forms.CharField(
        label="说明", max_length=500, required=False, widget=forms.Textarea, help_text="只有本单位看得到，不写在证书上"
    )
    field_order = ("request_key", "kind", "sha256", "sm3", "size", "title", "holder_name", "note")


class SupplementForm(PageForm):
    """Words added to a deposit."""

    text = forms.CharField(label="补充说明", max_length=1000, widget=forms.Textarea)


class VerifyDepositForm(PageForm):
    """What somebody has in hand: a certificate, a file, a token; one is enough."""

    asked = forms.CharField(
        label="证书编号或核验码",
        max_length=60,
        required=False,
        help_text="例如 青知存证〔2018〕1号，或末页的八位核验码",
    )
    sha256 = forms.CharField(
        label="SHA-256",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=HEX),
        help_text="选择文件后自动填写",
    )
    sm3 = forms.CharField(
        label="SM3", max_length=200, required=False, widget=forms.TextInput(attrs=HEX), help_text="选择文件后自动填写"
    )
    token = forms.FileField(
        label="时间戳文件", required=False, allow_empty_file=True,
        help_text="证据包中的 timestamp.tst 或 timestamp.tsr，不超过 64 KB；时间戳本身不含文件内容",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        token = found.get("token")
        if token is not None and token.size > LARGEST_TOKEN:
            self.add_error("token", "文件过大，不是时间戳；请不要上传需要核验的原文件")
        elif not any(found.get(name) for name in ("asked", "sha256", "token")) and not self.errors:
            self.add_error(None, "请填写证书编号，或选择文件，或交上时间戳")
        return found


class SituationForm(PageForm):
    """For which occasion the checklist is gone through."""

    situation = forms.ChoiceField(label="情形", choices=Situation.choices(), widget=forms.RadioSelect)


class SecretsForm(PageForm):
    """One answer and one remark for each item in force."""

    party_name = forms.CharField(label="单位", max_length=200)
    occasion = forms.CharField(
        label="事由", max_length=200, required=False, help_text="例如“研发岗位一人离职”，不写姓名和技术内容"
    )

    def __init__(self, *args: Any, items: list[SecretsItem], **options: Any):
        self.items = items
        super().__init__(*args, **options)
        for item in items:
            self.fields[f"answer_{item.pk}"] = forms.ChoiceField(
                label=item.text, choices=Answer.choices(), widget=forms.RadioSelect, help_text=item.basis,
                error_messages={"required": f"请选择：{item.text[:20]}"},
            )  # fmt: skip
            self.fields[f"note_{item.pk}"] = forms.CharField(
                label=f"备注：{item.stage}", max_length=300, required=False
            )

    @property
    def answers(self) -> dict[int, tuple[str, str]]:
        """Answer and remark of each item."""
        given = self.cleaned_data
        return {item.pk: (given[f"answer_{item.pk}"], given[f"note_{item.pk}"]) for item in self.items}
