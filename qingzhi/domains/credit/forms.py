"""What is filled in on the pages of credit."""

from django import forms

from qingzhi.base.pages.forms import DateField, PageForm

from .terms import Conduct, EntryKind, Severity, Wish
from .terms.licences import LicenceCategory, LicenceStatus

LONG = forms.Textarea(attrs={"rows": 5})


class PurposeForm(PageForm):
    """Why an archive is read."""

    purpose = forms.CharField(
        label="查阅用途", max_length=280, help_text="写明所办事项和编号；当日有效，当事人可以看到谁因何查阅"
    )


class ResultForm(PageForm):
    """An effective result of another authority."""

    credit_code = forms.CharField(
        label="统一社会信用代码", max_length=30, required=False, help_text="单位填代码；自然人填下面的姓名"
    )
    person = forms.CharField(label="自然人姓名", max_length=100, required=False)
    identity = forms.CharField(label="证件号码", max_length=30, required=False, help_text="加密保存，用于辨别同名的人")
    kind = forms.ChoiceField(
        label="事项", choices=[one for one in EntryKind.choices() if one[0] != EntryKind.DISHONEST.value]
    )
    severity = forms.ChoiceField(label="情节", choices=Severity.choices(), initial=Severity.ORDINARY.value)
    number = forms.CharField(label="文号", max_length=60)
    authority = forms.CharField(label="作出机关", max_length=200)
    violation = forms.CharField(label="违法行为", max_length=120)
    content = forms.CharField(label="结果", max_length=2000, widget=LONG)
    basis = forms.CharField(label="依据", max_length=500, required=False)
    decided_on = DateField(label="作出日期")
    effective_on = DateField(label="生效日期", help_text="只有生效的结果才归档")


class ProposeForm(PageForm):
    """A finding to propose."""

    conduct = forms.ChoiceField(label="失信行为", choices=Conduct.choices())
    facts = forms.CharField(label="事实和理由", max_length=4000, widget=LONG)


class DisputeForm(PageForm):
    """What is wrong with an entry."""

    wish = forms.ChoiceField(label="请求", choices=Wish.choices())
    claim = forms.CharField(
        label="异议理由", max_length=4000, widget=LONG, help_text="写明哪里不对、依据是什么；提交后可在办件页附证明"
    )


class MatchForm(PageForm):
    """To whom an archive belongs."""

    credit_code = forms.CharField(label="统一社会信用代码", max_length=30)
    reason = forms.CharField(label="核对依据", max_length=280)


class WordingForm(PageForm):
    """The wording of a penalty for the public."""

    facts = forms.CharField(
        label="违法事实（公示文本）", max_length=4000, widget=LONG, help_text="删去个人信息、商业秘密后公示"
    )
    content = forms.CharField(label="处罚内容（公示文本）", max_length=4000, widget=LONG)


class LicenceForm(PageForm):
    """A licence that was decided on."""

    credit_code = forms.CharField(
        label="统一社会信用代码", max_length=30, required=False, help_text="单位填代码；自然人填下面的姓名"
    )
    person = forms.CharField(label="自然人姓名", max_length=100, required=False)
    document = forms.CharField(label="许可决定文书名称", max_length=200)
    number = forms.CharField(label="许可决定文书号", max_length=60)
    category = forms.ChoiceField(label="许可类别", choices=LicenceCategory.choices())
    certificate = forms.CharField(label="许可证书名称", max_length=100, required=False)
    certificate_number = forms.CharField(label="许可编号", max_length=60, required=False)
    content = forms.CharField(label="许可内容", max_length=4000, widget=LONG)
    decided_on = DateField(label="许可决定日期")
    valid_from = DateField(label="有效期自")
    valid_to = DateField(label="有效期至", required=False, help_text="长期有效的不填")


class LicenceStatusForm(PageForm):
    """What became of a licence."""

    status = forms.ChoiceField(label="状态", choices=[one for one in LicenceStatus.choices() if one[0] != "valid"])
    why = forms.CharField(label="依据和理由", max_length=280)
