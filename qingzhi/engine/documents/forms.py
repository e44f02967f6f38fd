"""Forms of documents."""

from django import forms

from qingzhi.base.pages.forms import DateField, FileField, PageForm


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


class TemplateForm(PageForm):
    """A new version of a notice's template."""

    file = FileField(label="模板文件", max_files=1, max_mib=10, kinds=("docx",))
    valid_from = DateField(label="启用日期", required=False, help_text="不填为今天；启用之日起制发的文书使用这一版")
    note = forms.CharField(label="修改说明", max_length=300, help_text="改了什么、依据是什么")


class EndTemplateForm(PageForm):
    """Why a template is no longer used."""

    reason = forms.CharField(label="停用理由", max_length=300)
