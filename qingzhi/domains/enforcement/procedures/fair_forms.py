"""What is filled into the steps of a complaint at a fair; made for a phone: few fields, large choices, the time is now."""

from datetime import datetime
from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import PageForm
from qingzhi.engine.procedures.forms import CaseForm

from ..models import FairComplaint
from ..queries.bodies import handling_bodies
from ..queries.fair_alike import alike_to
from ..terms.complaints import RightType
from ..terms.fairs import FollowUp, Ground, Removal

WORDS = forms.Textarea(attrs={"rows": 4})
INSTANT = "%Y-%m-%dT%H:%M"


def instant(label: str, **options: Any) -> forms.DateTimeField:
    """A minute of the clock, now unless said otherwise."""
    return forms.DateTimeField(
        label=label, input_formats=[INSTANT], initial=_this_minute,
        widget=forms.DateTimeInput(format=INSTANT, attrs={"type": "datetime-local"}), **options,
    )  # fmt: skip


def _this_minute() -> datetime:
    return clock.now().replace(second=0, microsecond=0)


class NotifyForm(PageForm):
    """When the exhibitor was handed the complaint, and who took it."""

    notified_at = instant("通知送达时间", help_text="被投诉人的陈述时限自这一刻起算")
    notified_to = forms.CharField(
        label="签收人", max_length=60, help_text="展位上的人拒收的，写“拒收，留置展位”和见证人"
    )


class DefenceForm(PageForm):
    """What the exhibitor said."""

    defence = forms.CharField(label="陈述的内容", max_length=4000, widget=WORDS)
    defended_at = instant("陈述时间")
    admitted = forms.BooleanField(label="承认侵权", required=False)


class UpholdForm(PageForm):
    """Why infringement is held to be there."""

    ground = forms.ChoiceField(label="认定依据", choices=Ground.choices(), widget=forms.RadioSelect)
    opinion = forms.CharField(label="技术、法律专家意见", max_length=2000, required=False, widget=WORDS)
    reasons = forms.CharField(
        label="认定理由", max_length=2000, widget=WORDS, help_text="写明展品与权利的比对结果，双方都看得到"
    )


class DismissForm(PageForm):
    """Why it is not."""

    opinion = forms.CharField(label="技术、法律专家意见", max_length=2000, required=False, widget=WORDS)
    reasons = forms.CharField(label="认定理由", max_length=2000, widget=WORDS)


class RemovalForm(PageForm):
    """What became of the exhibits."""

    how = forms.MultipleChoiceField(label="怎样处置", choices=Removal.choices(), widget=forms.CheckboxSelectMultiple)
    removed_at = instant("完成时间")
    note = forms.CharField(label="说明", max_length=300, required=False, help_text="如：撤展承诺书已由展位负责人签字")


class MergeForm(CaseForm, PageForm):
    """Which earlier complaint it is the same as."""

    into: Any = forms.ModelChoiceField(None, label="并入哪一件", empty_label=None, widget=forms.RadioSelect)
    why = forms.CharField(label="理由", max_length=300, initial="同一展位、同一权利")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = alike_to(self.case.dossier) if self.case is not None else FairComplaint.objects.none()
        field.initial = field.queryset.first()
        field.label_from_instance = _told


def _told(one: FairComplaint) -> str:
    at = one.entered_at.astimezone(clock.now().tzinfo)
    return f"{one.case.number}：{one.product}，投诉人{one.complainant}，{at:%m月%d日%H:%M}录入"


class FollowUpForm(CaseForm, PageForm):
    """Which proceeding goes on, and at which body."""

    way = forms.ChoiceField(label="后续程序", choices=FollowUp.choices(), widget=forms.RadioSelect)
    body: Any = forms.ModelChoiceField(
        None, label="承办机关", empty_label=None, help_text="被投诉人住所在别处的，选住所地有管辖权的机关"
    )
    why = forms.CharField(label="移交理由", max_length=500, widget=WORDS)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        body: Any = self.fields["body"]
        body.queryset = handling_bodies()
        if self.case is not None:
            body.initial = self.case.body_id
            if self.case.dossier.right_type != RightType.PATENT:
                way: Any = self.fields["way"]
                way.choices = [(one.value, one.label) for one in FollowUp if one is not FollowUp.ADJUDICATION]
                way.initial = FollowUp.PENALTY.value
