"""What is filled into the steps of credit's procedures."""

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.engine.procedures.forms import CaseForm

from ..terms import Severity

LONG = forms.Textarea(attrs={"rows": 5})


class StatementForm(PageForm):
    """What the subject says."""

    statement = forms.CharField(
        label="陈述和申辩", max_length=4000, widget=LONG, help_text="写明事实、理由；可在本页附证据"
    )


class FindingForm(PageForm):
    """What the office found of the statement."""

    finding = forms.CharField(label="复核意见", max_length=2000, widget=LONG, help_text="对陈述申辩是否采纳及理由")


class NumberForm(PageForm):
    """Under which number it was decided."""

    number = forms.CharField(label="认定决定文号", max_length=60)


class ServiceForm(CaseForm, PageForm):
    """When and how the decision was served."""

    served_on = DateField(label="送达日期")
    way = forms.CharField(
        label="送达方式", max_length=100, initial="直接送达", help_text="直接、留置、邮寄、电子或公告送达"
    )

    def clean_served_on(self):  # type: ignore[no-untyped-def]
        on = self.cleaned_data["served_on"]
        decided = self.case.dossier.decided_on if self.case is not None else None
        if on > clock.today() or (decided is not None and on < decided):
            raise forms.ValidationError(f"送达日期应在 {decided} 至今天之间")
        return on


class PromiseForm(PageForm):
    """What was set right, and the promise."""

    measures = forms.CharField(
        label="纠正情况", max_length=4000, widget=LONG, help_text="写明已履行的义务、已消除的不良影响"
    )
    promised = forms.BooleanField(
        label="承诺：所述情况和所附证据真实，不再发生同类失信行为；如有不实，自愿撤销修复并承担责任"
    )


class RefusalForm(PageForm):
    """Why a repair is refused."""

    finding = forms.CharField(label="不予修复的理由", max_length=2000, widget=LONG)
    found_false = forms.BooleanField(label="修复中弄虚作假（一年内不得再申请，默认，待确认）", required=False)


class CorrectionForm(CaseForm, PageForm):
    """How the entry reads now."""

    violation = forms.CharField(label="违法（失信）行为", max_length=120)
    content = forms.CharField(label="内容", max_length=2000, widget=LONG)
    severity = forms.ChoiceField(label="情节", choices=Severity.choices())
    finding = forms.CharField(label="核实意见", max_length=280, widget=forms.Textarea)

    def __init__(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        if self.case is not None:
            entry = self.case.dossier.entry
            for name in ("violation", "content", "severity"):
                self.fields[name].initial = getattr(entry, name)


class VerifiedForm(PageForm):
    """What was found of an objection."""

    finding = forms.CharField(label="核实意见", max_length=280, widget=forms.Textarea)
