"""Forms of tasks, rounds, reports and dunning."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.forms import DateField, FileField, PageForm

from ..models import Plan, ProgressReport
from ..rules.division import Proposal

EVIDENCE_KINDS = ("pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png", "ofd")


def long_text(label: str, *, rows: int = 4, required: bool = True, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, max_length=10_000, help_text=hint)


class ReasonForm(PageForm):
    """One reason, for what changes a record."""

    reason = long_text("理由", rows=3)

    def __init__(self, *args: Any, label: str = "", hint: str = "", **more: Any):
        super().__init__(*args, **more)
        if label:
            self.fields["reason"].label = label
            self.fields["reason"].error_messages["required"] = f"请填写{label}"
        self.fields["reason"].help_text = hint


class NothingForm(PageForm):
    """A confirmation without a field."""


class AssignForm(ReasonForm):
    lead = forms.ModelChoiceField(Body.objects.none(), label="新的责任单位")
    field_order = ("lead", "reason")

    def __init__(self, *args: Any, bodies: QuerySet[Body], **more: Any):
        super().__init__(*args, **more)
        self.fields["lead"].queryset = bodies  # type: ignore[attr-defined]


class DeadlineForm(ReasonForm):
    due_on = DateField(label="新的期限")
    field_order = ("due_on", "reason")


class CompleteForm(ReasonForm):
    done_on = DateField(label="完成日期", required=False, help_text="不填为今天。")
    field_order = ("done_on", "reason")


class FinishMilestoneForm(PageForm):
    """A milestone that a body has reached."""

    done_on = DateField(label="完成日期", required=False, help_text="不填为今天。")
    evidence = FileField(label="佐证材料", kinds=EVIDENCE_KINDS, max_files=5, required=False)
    note = long_text("说明", rows=3, required=False, hint="没有佐证材料的，须写明为什么。")


class MilestonesForm(PageForm):
    """Milestones as lines of text: title and date."""

    lines = long_text(
        "节点",
        rows=6,
        required=False,
        hint="每行一个：名称｜期限，例如：完成调研｜2018-09-30。是否完成由责任单位在任务页填写。",
    )


class RoundForm(PageForm):
    """A reporting round of one plan."""

    plan = forms.TypedChoiceField(label="规划")
    label = forms.CharField(label="填报期名称", max_length=60, help_text="例如：2018年第二季度。")
    period_from = DateField(label="期间起")
    period_to = DateField(label="期间止")
    due_on = DateField(label="填报期限", required=False, help_text="不填则按期限表自期末（或今天）起算，并附计算说明。")

    def __init__(self, *args: Any, plans: list[Plan], **more: Any):
        super().__init__(*args, **more)
        by_key = {str(plan.pk): plan for plan in plans}
        self.fields["plan"].choices = [(key, plan.title) for key, plan in by_key.items()]  # type: ignore[attr-defined]
        self.fields["plan"].coerce = by_key.__getitem__  # type: ignore[attr-defined]


class ReportForm(PageForm):
    """A body's report on one task."""

    text = long_text("本期进展情况", rows=7, hint="写明做了什么、完成多少、与上期相比的变化。")
    percent = forms.IntegerField(label="累计进度（%）", min_value=0, max_value=100, required=False)
    problems = long_text("存在问题", required=False, rows=3)
    next_steps = long_text("下一步打算", required=False, rows=3)
    evidence = FileField(label="佐证材料", kinds=EVIDENCE_KINDS, max_files=10, required=False)
    field_order = ("text", "percent", "evidence", "problems", "next_steps")

    def __init__(self, *args: Any, report: ProgressReport, present: list[Any], **more: Any):
        super().__init__(*args, version=report.version, **more)
        field = self.fields["evidence"]
        field.present = present  # type: ignore[attr-defined]
        if report.task.expected_evidence:
            field.help_text = f"本任务应提交：{report.task.expected_evidence}"
        if report.task.percent:
            self.fields["percent"].help_text = f"上次认可 {report.task.percent}%；低于上次须说明原因。"
        if present:
            keep = [(str(one.url.strip("/").split("/")[-1]), one.name) for one in present]
            self.fields["keep"] = forms.MultipleChoiceField(
                label="保留已上传的材料", choices=keep, required=False, widget=forms.CheckboxSelectMultiple,
                initial=[value for value, _ in keep],
            )  # fmt: skip

    @property
    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "percent", "problems", "next_steps")}


class RevisionForm(PageForm):
    text = long_text("进展情况", rows=5)
    percent = forms.IntegerField(label="累计进度（%）", min_value=0, max_value=100)
    reason = long_text("更正理由", rows=3, hint="原值、更正日期和更正人一并留存，不能删除。")


class DecideForm(PageForm):
    """The office's decision on a report."""

    note = long_text("认可说明", rows=2, required=False, hint="未附佐证仍予认可的，须写明理由。")
    reason = long_text(
        "退回理由", rows=3, required=False, hint="写明缺少什么、应如何补正；退回后按期限表重新计算期限。"
    )


class AnswerForm(PageForm):
    text = long_text("答复", rows=8, hint="写明逾期原因、已采取的措施、完成时间。")


class DivideForm(PageForm):
    """The rows of a division: one line of the form for each proposed task."""

    title = forms.CharField(label="任务名称", max_length=200)
    text = long_text("任务内容", rows=4, required=False)
    expected_evidence = long_text("应提交的佐证", rows=2, required=False)
    due_on = DateField(label="完成期限")
    leads = forms.MultipleChoiceField(
        label="责任单位（每个单位一项任务）", widget=forms.CheckboxSelectMultiple, required=False
    )
    others = forms.ModelMultipleChoiceField(
        Body.objects.none(), label="另选责任单位", required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="规划没有写明责任单位，或需要增加时选用；按住 Ctrl 可多选。",
    )  # fmt: skip
    supports = forms.ModelMultipleChoiceField(
        Body.objects.none(), label="配合单位", required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )

    def __init__(
        self, *args: Any, proposals: list[Proposal], bodies: QuerySet[Body], names: dict[int, str], **more: Any
    ):
        super().__init__(*args, **more)
        self.proposals = {str(one.lead_id): one for one in proposals}
        choices = [(str(one.lead_id), f"{names[one.lead_id]}（{one.reason}）") for one in proposals]
        self.fields["leads"].choices = choices  # type: ignore[attr-defined]
        self.fields["others"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["supports"].queryset = bodies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("leads") and not data.get("others"):
            self.add_error("leads", "请至少选择一个责任单位")
        return data
