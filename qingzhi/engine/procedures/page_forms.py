"""The forms of the case page beside those of its steps."""

from typing import Any

from django import forms

from qingzhi.base.identity.models import Body, Person
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.forms import FileField, PageForm
from qingzhi.base.permits import Actor
from qingzhi.engine.limits.rules.lengths import UNIT_LABELS, Length, Unit
from qingzhi.engine.tasks.queries import colleagues

from .access import visible_cases
from .models import Case
from .refusals import Mistyped
from .registry import every_version
from .terms import Layer, LinkKind

STARS = ((5, "非常满意"), (4, "满意"), (3, "基本满意"), (2, "不满意"), (1, "非常不满意"))
WORDS = forms.Textarea(attrs={"rows": 3})


class CaseChange(PageForm):
    """A form about a case: made with the case and who asks; `values()` are the arguments of the action."""

    def __init__(self, *args: Any, case: Case, actor: Actor, **options: Any):
        super().__init__(*args, **options)
        self.case, self.actor = case, actor
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the case."""

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class SuspendForm(CaseChange):
    """Why a case is suspended, and by which law."""

    reason = forms.CharField(label="中止的理由", max_length=300, widget=WORDS, help_text="申请人会看到")
    basis = forms.CharField(label="法律依据", max_length=300, help_text="如《中华人民共和国行政许可法》第四十五条")


class ResumeForm(CaseChange):
    """Why a case goes on."""

    reason = forms.CharField(label="恢复的理由", max_length=300, widget=WORDS, help_text="中止的原因已经消除等")


class ExtendForm(CaseChange):
    """Which limit is lengthened, by how much, why, approved by whom."""

    code = forms.ChoiceField(label="期限")
    value = forms.IntegerField(label="延长", min_value=1, max_value=366)
    unit = forms.ChoiceField(
        label="单位",
        choices=[(one.value, UNIT_LABELS[one]) for one in (Unit.WORKING_DAY, Unit.DAY, Unit.MONTH, Unit.HOUR)],
    )
    reason = forms.CharField(label="理由", max_length=300, widget=WORDS, help_text="申请人会看到")
    approved_by = forms.CharField(label="批准人", max_length=60)

    def prepare(self) -> None:
        running = self.case.clocks.filter(ended_on=None)
        self.fields["code"].choices = [(one.code, f"{one.label}（至 {one.due_on}）") for one in running]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        length = Length(found.pop("value"), Unit(found.pop("unit")))
        return {**found, "length": length}


class HandOverCaseForm(CaseChange):
    """To a colleague, or with a reason to another body."""

    to = forms.ModelChoiceField(Person.objects.none(), label="移交给同事", required=False, empty_label="（不指定）")
    to_body = forms.ModelChoiceField(
        Body.objects.none(), label="移交给其他单位", required=False, empty_label="（不移交给其他单位）",
        help_text="移交后由对方单位办理，期限不变；须写明理由。",
    )  # fmt: skip
    reason = forms.CharField(label="理由", required=False, max_length=500, widget=WORDS)

    def prepare(self) -> None:
        people = colleagues(self.case.body)
        self.fields["to"].queryset = people.exclude(pk=self.case.owner_id) if self.case.owner_id else people  # type: ignore[attr-defined]
        self.fields["to_body"].queryset = bodies_on().exclude(pk=self.case.body_id)  # type: ignore[attr-defined]
        self.fields["to_body"].label_from_instance = lambda body: body.name  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("to") and found.get("to_body"):
            raise forms.ValidationError("同事和其他单位只能选一个")
        return found


class LinkForm(CaseChange):
    """To which case, and how."""

    number = forms.CharField(label="另一件的办件编号", max_length=40)
    kind = forms.ChoiceField(label="关系", choices=[(one.value, one.label) for one in LinkKind])
    reason = forms.CharField(label="说明", required=False, max_length=300)

    def values(self) -> dict[str, Any]:
        number = self.cleaned_data["number"].strip().upper()
        found = visible_cases(self.actor).filter(number=number).exclude(pk=self.case.pk).first()
        if found is None:
            raise Mistyped(f"您能看到的办件中没有“{number}”")
        return {"to": found, "kind": LinkKind(self.cleaned_data["kind"]), "reason": self.cleaned_data["reason"]}


class MoveRulesForm(CaseChange):
    """The rules of which day."""

    on = forms.DateField(label="适用这一天的规则")
    reason = forms.CharField(
        label="理由", max_length=300, widget=WORDS, help_text="申请人会看到；期限按这一天的规则重新计算"
    )


class MoveVersionForm(CaseChange):
    """Another declared version of the procedure."""

    version = forms.TypedChoiceField(label="转入的版本", coerce=int)
    reason = forms.CharField(label="理由", max_length=300, widget=WORDS)

    def prepare(self) -> None:
        versions = [one.version for one in every_version() if one.code == self.case.procedure]
        others = [(one, f"第 {one} 版") for one in versions if one != self.case.procedure_version]
        self.fields["version"].choices = others  # type: ignore[attr-defined]


class RateForm(CaseChange):
    """From one star to five (GB/T 39735)."""

    stars = forms.TypedChoiceField(label="总体评价", coerce=int, choices=STARS, widget=forms.RadioSelect)
    words = forms.CharField(label="意见和建议", required=False, max_length=500, widget=WORDS)


class SupplementForm(CaseChange):
    """New evidence for a closed case."""

    label = forms.CharField(label="材料名称", max_length=120)
    file = FileField(label="文件", max_files=1)
    reason = forms.CharField(
        label="这份材料证明什么", max_length=500, widget=WORDS, help_text="承办单位会收到待办，查看后可以重新办理"
    )


class OtherFileForm(PageForm):
    """A document that no step asks for."""

    label = forms.CharField(label="材料名称", max_length=120)
    layer = forms.ChoiceField(label="谁能看到")
    file = FileField(label="文件", max_files=1)

    def __init__(self, *args: Any, layers: tuple[Layer, ...], **options: Any):
        super().__init__(*args, **options)
        shown = [one for one in layers if one is not Layer.PUBLIC]
        self.fields["layer"].choices = [(one.value, one.label) for one in shown]  # type: ignore[attr-defined]
        if len(shown) == 1:
            self.fields["layer"].widget = forms.HiddenInput()
            self.fields["layer"].initial = shown[0].value


class SayForm(PageForm):
    """Something said."""

    text = forms.CharField(label="留言", max_length=2000, widget=WORDS)


class StepForm(PageForm):
    """What every step asks beside its own form: words to whoever reads its layer, words that stay inside."""

    note = forms.CharField(label="说明", required=False, max_length=2000, widget=WORDS)
    internal = forms.CharField(
        label="内部意见", required=False, max_length=2000, widget=WORDS, help_text="只有承办单位看得到"
    )

    def __init__(self, *args: Any, needs_reason: bool, inside: bool, told_to: str, **options: Any):
        super().__init__(*args, **options)
        note = self.fields["note"]
        note.required, note.label, note.help_text = needs_reason, "理由" if needs_reason else "说明", told_to
        note.error_messages["required"] = "请填写理由"
        if not inside:
            del self.fields["internal"]


class BatchForm(PageForm):
    """How a batch is done."""

    together = forms.ChoiceField(
        label="有办不了的怎么办", initial="each", widget=forms.RadioSelect,
        choices=[("each", "能办的先办，逐件告知办不了的理由"), ("all", "有一件办不了，就都不办")],
    )  # fmt: skip
    note = forms.CharField(
        label="说明", required=False, max_length=2000, widget=WORDS, help_text="记入每一件的办理经过"
    )


class ProgressForm(PageForm):
    """The receipt code."""

    code = forms.CharField(label="查询码", max_length=20, help_text="受理回执上的 12 位数字和字母")

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split()).replace("-", "").upper()
