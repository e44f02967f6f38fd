"""Forms of documents."""

from django import forms

from qingzhi.base.pages.forms import PageForm


class WithdrawForm(PageForm):
    """Why a document is taken back."""

    reason = forms.CharField(label="撤回理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class VerifyForm(PageForm):
    """A code and, if at hand, the file."""

    code = forms.CharField(
        label="核验码", max_length=40, help_text="印在公文末页，形如 7K3M-Q9XD，不区分大小写",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    file = forms.FileField(label="公文文件", required=False, help_text="上传后只计算摘要进行比对，不会保存")
