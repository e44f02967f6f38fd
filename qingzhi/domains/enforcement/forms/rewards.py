"""What is filled in on the pages of rewards."""

from django import forms

from qingzhi.base.pages.forms import PageForm

from ..terms.rewards import RewardGrade

WORDS = forms.Textarea(attrs={"rows": 4})


class ProposeForm(PageForm):
    """Which complaint led to which decision, and how good it was."""

    complaint = forms.CharField(label="举报投诉编号", max_length=40, help_text="如 JB201800001")
    decision = forms.CharField(label="决定文号", max_length=60, help_text="由这件举报办出来、已经生效的决定")
    grade = forms.ChoiceField(label="奖励等级", choices=RewardGrade.choices())
    reason = forms.CharField(label="奖励理由", max_length=500, widget=WORDS, help_text="不写举报人的任何身份信息")


class PurposeForm(PageForm):
    """What an account is read for."""

    purpose = forms.CharField(label="用途", max_length=300)


class ClaimForm(PageForm):
    """Where the reporter is paid."""

    holder = forms.CharField(label="户名", max_length=60)
    bank = forms.CharField(label="开户银行", max_length=120)
    number = forms.CharField(
        label="账号", max_length=40, help_text="加密保存，只有付款的财务人员登记用途后能看一次，每次查看都留痕"
    )
