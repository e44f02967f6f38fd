"""Forms of assessment."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import PageForm

from .models import Candidate, Criterion, Entry, Round, Vote, VoteItem, VoteMember
from .terms import Choice

HINT = "0—100 分"


class EmptyForm(PageForm):
    """Nothing but a confirmation."""


class CommitForm(PageForm):
    """Which public number is mixed in, if any."""

    public_number_is = forms.CharField(
        label="约定的公共随机数", max_length=200, required=False,
        help_text="例如“抽取前一日福利彩票双色球开奖号码”；约定后连系统管理者也无法预知结果，不约定可留空",
    )  # fmt: skip


class DrawForm(PageForm):
    """The public number's value, where one was agreed on."""

    public_number = forms.CharField(label="公共随机数的值", max_length=200)

    def __init__(self, *args: Any, round_: Round, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not round_.public_number_is:
            del self.fields["public_number"]
        else:
            self.fields["public_number"].help_text = round_.public_number_is


class ReasonForm(PageForm):
    """Why."""

    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea)

    def __init__(self, *args: Any, required: bool = True, label: str = "理由", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = required
        self.fields["reason"].label = label
        self.fields["reason"].error_messages["required"] = f"请填写{label}"


class FindingForm(PageForm):
    """A conflict that was reported."""

    entry = forms.ModelChoiceField(label="参评项目", queryset=Entry.objects.none())
    candidate = forms.ModelChoiceField(label="专家", queryset=Candidate.objects.none())
    reason = forms.CharField(label="回避理由", max_length=400, widget=forms.Textarea)
    source_text = forms.CharField(label="来源", max_length=300, help_text="反映人、文件或登记记录")

    def __init__(self, *args: Any, round_: Round, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = round_.entries.filter(withdrawn_reason="")  # type: ignore[attr-defined]
        self.fields["candidate"].queryset = round_.candidates.all()  # type: ignore[attr-defined]


class SignForm(PageForm):
    """The declaration."""

    declared = forms.BooleanField(label="我已阅读并承诺以上内容", required=False)


class SheetForm(PageForm):
    """One field a leaf; a draft may leave any empty."""

    def __init__(self, *args: Any, criteria: list[Criterion], whole: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for one in criteria:
            help_text = f"{HINT}。{one.guidance}" if one.guidance else HINT
            self.fields[one.code] = forms.CharField(
                label=one.title, required=whole, max_length=8, help_text=help_text,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )  # fmt: skip
        self.fields["comment"] = forms.CharField(
            label="评语", required=False, max_length=2000, widget=forms.Textarea, help_text="不公开，供评审委员会参考"
        )


class AttendanceForm(PageForm):
    """Who is present."""

    present = forms.MultipleChoiceField(label="到会委员", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, vote: Vote, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = vote.member_rows.select_related("subject")
        choices = [(str(one.subject_id), one.subject.display_name) for one in rows]
        self.fields["present"].choices = choices  # type: ignore[attr-defined]


class BallotForm(PageForm):
    """One choice an item, but for those that the member keeps out of."""

    def __init__(self, *args: Any, vote: Vote, member: VoteMember, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for one in vote.items.exclude(recusals__in=member.recusals.filter(certain=True)):
            self.fields[f"item_{one.pk}"] = forms.ChoiceField(
                label=one.title, choices=Choice.choices(), widget=forms.RadioSelect
            )

    def choices(self) -> dict[int, str]:
        return {int(name.removeprefix("item_")): value for name, value in self.cleaned_data.items()}


class CountForm(PageForm):
    """What the tellers counted."""

    present = forms.IntegerField(label="实到人数", min_value=1)
    tellers = forms.CharField(label="计票人、监票人", max_length=200)

    def __init__(self, *args: Any, vote: Vote, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.items = list(vote.items.all())
        for one in self.items:
            for name, label in (("for", "同意"), ("against", "不同意"), ("abstain", "弃权"), ("recused", "回避")):
                self.fields[f"{name}_{one.pk}"] = forms.IntegerField(
                    label=f"{one.title}：{label}", min_value=0, initial=0, required=name != "recused"
                )

    def counts(self) -> dict[int, tuple[int, int, int]]:
        given = self.cleaned_data
        return {
            one.pk: (given[f"for_{one.pk}"], given[f"against_{one.pk}"], given[f"abstain_{one.pk}"])
            for one in self.items
        }

    def recused(self) -> dict[int, int]:
        return {one.pk: self.cleaned_data[f"recused_{one.pk}"] or 0 for one in self.items}


class RecusalForm(PageForm):
    """A member who keeps out of a question."""

    member = forms.ModelChoiceField(label="委员", queryset=VoteMember.objects.none())
    item = forms.ModelChoiceField(label="事项", queryset=VoteItem.objects.none())
    reason = forms.CharField(label="回避理由", max_length=400, widget=forms.Textarea)
    source_text = forms.CharField(label="来源", max_length=300, help_text="委员本人、反映人、文件或登记记录")

    def __init__(self, *args: Any, vote: Vote, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = vote.member_rows.filter(voted=False).select_related("subject")
        self.fields["member"].queryset = rows  # type: ignore[attr-defined]
        self.fields["item"].queryset = vote.items.all()  # type: ignore[attr-defined]


class CalculateForm(PageForm):
    """What a draw follows from, to be typed in by anybody."""

    seed = forms.CharField(label="种子", max_length=200)
    public_number = forms.CharField(label="公共随机数的值", max_length=200, required=False)
    digest = forms.CharField(label="名单摘要", max_length=64)
    purpose = forms.CharField(label="抽取名目", max_length=60, help_text="组别代码，或单项抽取的名目，如 A、A#12")
    numbers = forms.CharField(label="候选号", max_length=20000, widget=forms.Textarea, help_text="以空格分开")
    excluded = forms.CharField(label="不参加的候选号", max_length=20000, required=False, widget=forms.Textarea)
