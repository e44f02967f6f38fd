"""Forms of the steps of awards."""

from django import forms

from qingzhi.base.pages.forms import DateField, PageForm


def long_text(label: str, *, rows: int = 4, required: bool = True, hint: str = "") -> forms.CharField:
    """A longer text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, max_length=10_000, help_text=hint)


class VisitForm(PageForm):
    """What a visit on the spot found."""

    visited_on = DateField(label="考察日期")
    visited_by = forms.CharField(label="考察人员", max_length=200, help_text="两人以上，姓名以顿号分开。")
    finding = long_text("考察意见", hint="写明实施、效益和申报内容是否属实。")
    confirmed = forms.TypedChoiceField(
        label="结论", choices=[("1", "与申报相符"), ("0", "与申报不符")], coerce=lambda value: value == "1"
    )

    def clean_visited_by(self) -> str:
        text = self.cleaned_data["visited_by"].strip()
        if len([one for one in text.replace(",", "、").replace("，", "、").split("、") if one.strip()]) < 2:
            raise forms.ValidationError("考察人员须两人以上")
        return str(text)


class DecisionForm(PageForm):
    """A decision by its document or meeting."""

    decision = forms.CharField(
        label="批准文件或会议", max_length=200, help_text="例如：省政府专题会议纪要〔2018〕12号。"
    )


class PaymentForm(PageForm):
    """A payment that was made."""

    voucher = forms.CharField(label="付款凭证号", max_length=120)


class RevocationForm(PageForm):
    """Why an award shall be revoked, by which document."""

    reason = long_text("撤销理由", rows=3)
    basis = forms.CharField(label="依据", max_length=300, help_text="例如：无效宣告请求审查决定书文号、生效判决案号。")


class StatementForm(PageForm):
    """What the holder or the nominating body says to a revocation."""

    statement = long_text("陈述和申辩", rows=5)


class RemovalForm(PageForm):
    """Why a mark is taken off the list."""

    reason = long_text("移出理由", rows=3, hint="有效期内商标注销、撤销或者失去条件的，写明情形和依据。")
