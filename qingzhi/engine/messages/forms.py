"""Forms of messages."""

from django import forms

from qingzhi.base.pages.forms import DateField, PageForm

from .rules.texts import LONGEST_SHORT
from .terms import Mail


class TextForm(PageForm):
    """The texts of a kind of message."""

    heading = forms.CharField(label="标题", max_length=200)
    body = forms.CharField(label="正文", required=False, widget=forms.Textarea(attrs={"rows": 6}), max_length=5000)
    short = forms.CharField(
        label="短信", max_length=LONGEST_SHORT, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="70 字以内（含签名“【青知】”）为一条，超过的按 67 字一条拆分计费；不要写个人信息",
    )  # fmt: skip
    gateway_code = forms.CharField(
        label="网关模板编号", max_length=60, required=False, help_text="短信网关要求报备模板的，填报备后的编号"
    )
    valid_from = DateField(label="启用日期", required=False, help_text="不填为今天")
    note = forms.CharField(label="修改说明", max_length=300)


class MailForm(PageForm):
    """How somebody wants mail."""

    mail = forms.ChoiceField(
        label="电子邮件", choices=[(each.value, each.label) for each in Mail], widget=forms.RadioSelect
    )
