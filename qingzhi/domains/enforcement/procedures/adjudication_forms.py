"""What is filled into the steps of an adjudication and of the fast track."""

from typing import Any

from django import forms

from qingzhi.base.identity.models import Person
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.engine.procedures.forms import CaseForm
from qingzhi.engine.tasks.queries import colleagues

from ..terms.adjudication import UNKNOWN, Finding, PatentType, Report, Ruling, Standing, StayGround
from .penalty_forms import WORDS, past, yes_no


class SubmitForm(PageForm):
    """The claimant's word that nobody has gone to court about it."""

    promised = forms.BooleanField(
        label="请求书和证据真实；任何一方都没有就该纠纷向人民法院起诉，也没有约定其他解决方式"
    )


class PaperForm(PageForm):
    """A request that came on paper."""

    received_on = DateField(label="收到请求书日期", help_text="立案审查期限自这一天起算")

    def clean_received_on(self) -> Any:
        return past(self.cleaned_data["received_on"])


class MissingForm(PageForm):
    """Everything that is missing, named at once."""

    missing = forms.CharField(label="须补正的全部事项", max_length=4000, widget=WORDS, help_text="每行一项；一次写全")


class CompleteForm(CaseForm, PageForm):
    """What the claimant handed in to complete the request, on paper; what is there already stands in the form."""

    FIELDS = ("claimant_name", "standing", "patent_number", "patent_title", "patent_type", "respondent_name", "respondent_address",
              "requests", "facts")  # fmt: skip
    claimant_name = forms.CharField(label="请求人", max_length=200)
    standing = forms.ChoiceField(label="请求人身份", choices=Standing.choices())
    patent_number = forms.CharField(label="专利号", max_length=48)
    patent_title = forms.CharField(label="专利名称", max_length=300)
    patent_type = forms.ChoiceField(label="专利类型", choices=PatentType.choices())
    respondent_name = forms.CharField(label="被请求人", max_length=200)
    respondent_address = forms.CharField(label="被请求人地址", max_length=300)
    requests = forms.CharField(label="请求事项", max_length=2000, widget=WORDS, help_text="每行一项")
    facts = forms.CharField(label="事实和理由", max_length=16000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.case is not None and not self.is_bound:
            dossier = self.case.dossier
            self.initial.update({name: _known(getattr(dossier, name)) for name in self.FIELDS})


def _known(text: str) -> str:
    return "" if text in UNKNOWN else text


class PanelForm(CaseForm, PageForm):
    """Three or more, odd, one presiding."""

    presiding = forms.ModelChoiceField(Person.objects.none(), label="合议组组长", empty_label=None)
    members = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="合议组其他成员",
        widget=forms.CheckboxSelectMultiple,
        help_text="连同组长须为三人以上的单数",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        free = colleagues(self.case.body).exclude(pk__in=self.case.exclusions.values("person"))
        for name in ("presiding", "members"):
            self.fields[name].queryset = free  # type: ignore[attr-defined]


class DefenceForm(PageForm):
    """What the respondent answers."""

    defence = forms.CharField(label="答辩要点", max_length=8000, widget=WORDS)
    received_on = DateField(label="收到答辩书日期")

    def clean_received_on(self) -> Any:
        return past(self.cleaned_data["received_on"])


class MoreDefenceForm(PageForm):
    """How many days more the panel gives."""

    days = forms.IntegerField(label="延长（日）", min_value=1, max_value=60)


class OralForm(PageForm):
    """When and where."""

    hearing_on = DateField(label="口头审理日期")
    place = forms.CharField(label="地点", max_length=200)


class RecordForm(PageForm):
    """What was said."""

    record = forms.CharField(label="口头审理笔录要点", max_length=8000, widget=WORDS)


class StayForm(PageForm):
    """Why a stay is asked for."""

    ground = forms.ChoiceField(label="中止事由", choices=StayGround.choices())
    report = forms.ChoiceField(label="专利权评价报告", choices=Report.choices())
    again = yes_no("撤回无效请求、处理恢复后又再次请求无效", initial="no")
    upheld = yes_no("维持专利权有效的决定已经生效", initial="no")


class AboveForm(PageForm):
    """Who above approved it."""

    approved_by = forms.CharField(label="批准的上一级部门", max_length=120)
    number = forms.CharField(label="批准文号", max_length=80)


class RulingForm(PageForm):
    """How the panel rules."""

    ruling = forms.ChoiceField(label="合议结论", choices=Ruling.choices())
    reasons = forms.CharField(label="裁决理由", max_length=16000, widget=forms.Textarea(attrs={"rows": 10}))
    content = forms.CharField(label="裁决内容", max_length=4000, widget=WORDS, help_text="每行一项")
    opinion = forms.CharField(
        label="合议笔录要点", max_length=4000, widget=WORDS, help_text="只有承办单位看得到；写明少数意见"
    )


class FindingForm(PageForm):
    """What the fast track finds for the time being."""

    finding = forms.ChoiceField(label="初步意见", choices=Finding.choices())
    reasons = forms.CharField(label="理由", max_length=4000, widget=WORDS)
