"""Forms of the joint conference, of grass-roots conditions and of legislation."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.base.regions.models import Region

from ..actions.grassroots import COUNTS
from ..models import DraftVersion, GrassrootsCondition, LegalSource
from ..terms import Adoption, LegislativeStage, MeetingKind, MemberDuty, SourceKind
from .tracking import long_text


class MemberForm(PageForm):
    body = forms.ModelChoiceField(Body.objects.none(), label="单位")
    duty = forms.ChoiceField(label="职责", choices=MemberDuty.choices())
    leader_name = forms.CharField(label="成员姓名", max_length=60, required=False)
    leader_title = forms.CharField(label="成员职务", max_length=100, required=False)
    contact_name = forms.CharField(label="联络员姓名", max_length=60)
    contact_title = forms.CharField(label="联络员职务", max_length=100, required=False)
    contact_phone = forms.CharField(label="联系电话", max_length=40, required=False)
    valid_from = DateField(label="自")
    valid_to = DateField(label="至", required=False, help_text="不再任成员时填写；当日起不算。")

    def __init__(self, *args: Any, bodies: QuerySet[Body], is_new: bool, **more: Any):
        super().__init__(*args, **more)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        if is_new:
            del self.fields["valid_to"]
        else:
            del self.fields["body"], self.fields["valid_from"]


class MeetingForm(PageForm):
    number = forms.CharField(label="会次", max_length=60, help_text="例如：2018年第二次全体会议。")
    title = forms.CharField(label="名称", max_length=200)
    kind = forms.ChoiceField(label="类别", choices=MeetingKind.choices())
    held_on = DateField(label="时间")
    place = forms.CharField(label="地点", max_length=200, required=False)
    chair = forms.CharField(label="主持人", max_length=100, required=False)


class AgendaForm(PageForm):
    title = forms.CharField(label="议题", max_length=200)
    proposed_by = forms.ModelChoiceField(Body.objects.none(), label="提出单位", required=False)
    recommendation = long_text("建议", rows=3, required=False, hint="请会议决定什么。")
    budget = forms.DecimalField(label="涉及经费（元）", max_digits=16, decimal_places=2, min_value=0, required=False)
    disagreement = long_text("分歧意见", rows=3, required=False)
    restricted = forms.BooleanField(label="不随材料印发（只在主持人用的材料中）", required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **more: Any):
        super().__init__(*args, **more)
        self.fields["proposed_by"].queryset = bodies  # type: ignore[attr-defined]


class HoldForm(PageForm):
    held_on = DateField(label="召开日期")
    present = forms.MultipleChoiceField(label="到会单位", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, invited: list[tuple[int, str]], **more: Any):
        super().__init__(*args, **more)
        self.fields["present"].choices = [(str(pk), name) for pk, name in invited]  # type: ignore[attr-defined]


class DecisionForm(PageForm):
    text = long_text("议定事项", rows=4)


class MinutesForm(PageForm):
    text = long_text("纪要正文", rows=10, hint="一段一条；议定事项另行登记，印发时自动列入。")


class ConditionForm(PageForm):
    region = forms.ModelChoiceField(Region.objects.none(), label="地区")
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    source = forms.CharField(label="数据来源", max_length=300)
    commendation_note = forms.CharField(label="表彰说明", max_length=300, required=False)

    def __init__(self, *args: Any, regions: QuerySet[Region], **more: Any):
        super().__init__(*args, **more)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        for name in COUNTS:
            label = str(getattr(GrassrootsCondition._meta.get_field(name), "verbose_name", name))
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=1_000_000, initial=0)
        self.order_fields(["region", "year", *COUNTS, "commendation_note", "source"])


class ProjectForm(PageForm):
    code = forms.CharField(label="编号", max_length=40)
    title = forms.CharField(label="名称", max_length=200)
    kind = forms.ChoiceField(label="类别", choices=SourceKind.choices(), initial=SourceKind.LOCAL)
    lead = forms.ModelChoiceField(Body.objects.none(), label="起草单位")
    amends = forms.ModelChoiceField(LegalSource.objects.all(), label="修订的文本", required=False)
    purpose = long_text("立项理由", rows=4)
    due_on = DateField(label="计划完成", required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **more: Any):
        super().__init__(*args, **more)
        self.fields["lead"].queryset = bodies  # type: ignore[attr-defined]


class DraftForm(PageForm):
    title = forms.CharField(label="文稿名称", max_length=200)
    text = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 16}), max_length=200_000)
    note = long_text("修改说明", rows=3, required=False)


class StageForm(PageForm):
    to = forms.ChoiceField(label="转入阶段")
    note = long_text("说明", rows=3, required=False)

    def __init__(self, *args: Any, stages: tuple[LegislativeStage, ...], **more: Any):
        super().__init__(*args, **more)
        self.fields["to"].choices = [(one.value, one.label) for one in stages]  # type: ignore[attr-defined]


class PublishForm(PageForm):
    draft = forms.ModelChoiceField(DraftVersion.objects.none(), label="公布的文稿")
    code = forms.SlugField(
        label="依据代码", max_length=60, help_text="规则按这个代码引用，公布后不变，例如 patent-rules-2019。"
    )
    number = forms.CharField(label="文号", max_length=100)
    issuer = forms.CharField(label="制定机关", max_length=200)
    in_force_from = DateField(label="施行日期")

    def __init__(self, *args: Any, drafts: QuerySet[DraftVersion], **more: Any):
        super().__init__(*args, **more)
        self.fields["draft"].queryset = drafts  # type: ignore[attr-defined]


class ConsultationForm(PageForm):
    draft = forms.ModelChoiceField(DraftVersion.objects.none(), label="征求意见的文稿")
    opens_on = DateField(label="开始")
    closes_on = DateField(label="截止", help_text="公开征求意见一般不少于 30 日。")
    introduction = long_text("说明", rows=4, required=False)
    contact = forms.CharField(label="联系方式", max_length=200, required=False)

    def __init__(self, *args: Any, drafts: QuerySet[DraftVersion], **more: Any):
        super().__init__(*args, **more)
        self.fields["draft"].queryset = drafts  # type: ignore[attr-defined]


class CommentForm(PageForm):
    """What the public fills in."""

    article = forms.CharField(label="针对的条款", max_length=60, required=False, help_text="例如：第十二条。")
    text = forms.CharField(label="意见和建议", widget=forms.Textarea(attrs={"rows": 6}), max_length=5_000)
    name = forms.CharField(label="姓名或单位", max_length=100, required=False, help_text="可以不填。")
    contact = forms.CharField(
        label="联系方式", max_length=100, required=False, help_text="可以不填；只供起草单位核实意见时使用，不公开。"
    )


class AnswerCommentForm(PageForm):
    adoption = forms.ChoiceField(label="采纳", choices=Adoption.choices())
    answer = long_text("答复", rows=4, hint="采纳的写明改在哪里；未采纳的写明理由。")


class ReportBackForm(PageForm):
    text = long_text("意见采纳情况", rows=6)
