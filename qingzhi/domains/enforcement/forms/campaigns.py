"""What is filled in on the pages of campaigns."""

from typing import Any

from django import forms
from django.db.models import Q

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.base.regions.queries import valid_on

from ..models import Campaign, Decision
from ..queries.campaigns import decisions_of
from ..terms.campaigns import CampaignKind, LeadSource
from ..terms.penalty import Offence

WORDS = forms.Textarea(attrs={"rows": 4})


class CampaignForm(PageForm):
    """A campaign."""

    kind = forms.ChoiceField(label="类别", choices=CampaignKind.choices())
    name = forms.CharField(label="名称", max_length=120)
    aim = forms.CharField(label="目标和重点", max_length=4000, widget=WORDS)
    basis = forms.CharField(label="依据", max_length=300, help_text="通知的名称和文号")
    starts_on = DateField(label="开始")
    ends_on = DateField(label="结束")
    bodies = forms.ModelMultipleChoiceField(
        Body.objects.none(), label="参加单位", required=False, widget=forms.SelectMultiple(attrs={"size": 8})
    )

    def __init__(self, *args: Any, lead: Body, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = bodies_holding("enforcement.campaign.take_part").exclude(pk=lead.pk)  # type: ignore[attr-defined]


def bodies_in(campaign: Campaign) -> Any:
    """Who leads and who takes part."""
    return Body.objects.filter(Q(pk=campaign.lead_id) | Q(pk__in=campaign.bodies.values("pk"))).order_by(
        "position", "code"
    )


class TaskForm(PageForm):
    """Something to do."""

    body = forms.ModelChoiceField(Body.objects.none(), label="责任单位", empty_label=None)
    title = forms.CharField(label="任务", max_length=200)
    due_on = DateField(label="期限")

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_in(campaign)  # type: ignore[attr-defined]
        self.fields["due_on"].initial = campaign.ends_on


class ResultForm(PageForm):
    """What came of it."""

    result = forms.CharField(label="完成情况", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))


class LeadForm(PageForm):
    """A lead."""

    source = forms.ChoiceField(label="来源", choices=LeadSource.choices())
    accused = forms.CharField(label="涉嫌的人或单位", max_length=200)
    place = forms.CharField(label="地点或网址", max_length=300, required=False)
    region_code = forms.ChoiceField(label="地区")
    text = forms.CharField(label="线索内容", max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))
    body = forms.ModelChoiceField(Body.objects.none(), label="核查单位", empty_label=None)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_in(campaign)  # type: ignore[attr-defined]
        self.fields["region_code"].choices = list(valid_on().order_by("position", "code").values_list("code", "name"))  # type: ignore[attr-defined]


class LeadCaseForm(PageForm):
    """What the lead is a case of."""

    offence = forms.ChoiceField(label="涉嫌的违法行为", choices=Offence.choices())


class NumberForm(PageForm):
    """A case by its number."""

    number = forms.CharField(label="案件编号", max_length=40, help_text="案件页标题下的编号，如 CF201800001")


class SummaryForm(PageForm):
    """The end of a campaign."""

    summary = forms.CharField(label="总结", max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))


class TypicalForm(PageForm):
    """A typical case in plain words."""

    decision = forms.ModelChoiceField(Decision.objects.none(), label="依据的决定", empty_label=None)
    title = forms.CharField(label="标题", max_length=120, help_text="不写当事人名称；如：某商贸公司销售假冒专利产品案")
    facts = forms.CharField(label="基本案情", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    result = forms.CharField(label="处理结果", max_length=4000, widget=WORDS)
    meaning = forms.CharField(label="典型意义", max_length=4000, widget=WORDS)

    def __init__(self, *args: Any, campaign: Campaign, body: Body, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = decisions_of(campaign).filter(effective_on__isnull=False, case__body=body)
        self.fields["decision"].queryset = rows.exclude(public_drafts__purpose="typical").order_by("-pk")  # type: ignore[attr-defined]
