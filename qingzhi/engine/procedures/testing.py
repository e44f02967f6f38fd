"""A small procedure for tests, with a dossier table that lives in the test's database alone."""

from typing import Any

from django import forms
from django.db import connection, models

from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import SYSTEM, Actor, Answer

from .actions import open_case
from .declaring import Attachment, Clock, Lane, Occurrence, Procedure, State, Step
from .models import Case
from .registry import effect, guard, procedure
from .terms import Layer, Outcome, Relation, Waits

CODE = "sample.request"


class SampleDossier(models.Model):
    """What the sample procedure keeps: an amount asked for and granted."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="sample", db_constraint=False)
    asked = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    granted = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    class Meta:
        app_label = "sample"


class GrantForm(forms.Form):
    """How much is granted."""

    amount = forms.DecimalField(label="金额", min_value=0, max_digits=12, decimal_places=2)


def create_sample_table() -> None:
    """The dossier's table in the test's database; twice changes nothing."""
    if SampleDossier._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(SampleDossier)


@effect("sample.grant", "记下金额")
def grant(occurrence: Occurrence) -> None:
    """Note the amount; a negative remainder is the failure that tests want."""
    dossier = occurrence.dossier
    dossier.granted = occurrence.data["amount"]
    dossier.save(update_fields=["granted"])


@effect("sample.fail", "总是失败")
def fail(occurrence: Occurrence) -> None:
    """An effect that fails after another has written."""
    raise RuntimeError("the effect failed")


@guard("sample.not_too_much", "不超过申请额")
def not_too_much(occurrence: Occurrence) -> Answer:
    """Not more than was asked for."""
    if occurrence.data and occurrence.data["amount"] > occurrence.dossier.asked:
        return Answer(False, "核定金额不能超过申请金额")
    return Answer(True, "未超过申请金额")


def sample_procedure(version: int = 1, **changes: Any) -> Procedure:
    """The sample declaration: apply, accept or return for completion, decide; a closed case may be reopened."""
    values: dict[str, Any] = {
        "code": CODE, "title": "示例事项", "dossier": SampleDossier, "prefix": "SL", "version": version,
        "initial": "draft",
        "states": (
            State("draft", "草稿", Waits.APPLICANT, task="提交", stage="申请"),
            State("submitted", "待受理", task="受理", stage="受理"),
            State("correcting", "待补正", Waits.APPLICANT, public="请补正材料", task="补正", stage="受理"),
            State("review", "审查中", task="审查", stage="审查"),
            State("granted", "已同意", Waits.NOBODY, outcome=Outcome.GRANTED, stage="办结"),
            State("refused", "不予同意", Waits.NOBODY, outcome=Outcome.REFUSED, stage="办结"),
            State("withdrawn", "已撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
        ),
        "lanes": (
            Lane("applicant", "申请人", "procedures.case.file", Relation.APPLICANT),
            Lane("desk", "经办", "procedures.case.handle"),
        ),
        "steps": (
            Step("submit", "提交", ("draft", "correcting"), "submitted", "applicant",
                 attachments=(Attachment("proof", "证明材料"),)),
            Step("withdraw", "撤回", ("draft", "submitted", "correcting", "review"), "withdrawn", "applicant",
                 confirm="撤回后不能恢复，确定撤回？"),
            Step("accept", "受理", ("submitted",), "review", "desk", batch=True, style="primary"),
            Step("return_", "退回补正", ("submitted",), "correcting", "desk", needs_reason=True),
            Step("grant", "同意", ("review",), "granted", "desk", form=GrantForm, guards=("sample.not_too_much",),
                 effects=("sample.grant",), other_than="accept"),
            Step("break_", "失败", ("review",), "granted", "desk", form=GrantForm,
                 effects=("sample.grant", "sample.fail"), layer=Layer.INTERNAL),
            Step("refuse", "不予同意", ("review",), "refused", "desk", needs_reason=True, style="danger"),
            Step("reopen", "重新办理", ("refused",), "review", "desk", needs_reason=True),
        ),
        "clocks": (
            Clock("acceptance", "受理期限", "sample.acceptance", ("submitted",), ("correcting",)),
            Clock("decision", "办理期限", "sample.decision", ("review",)),
        ),
    }  # fmt: skip
    return Procedure(**{**values, **changes})


def register_sample() -> Procedure:
    """The sample procedure in the registry; twice is once."""
    global _sample
    if _sample is None:
        _sample = procedure(sample_procedure())
    return _sample


_sample: Procedure | None = None


def make_sample_case(
    *, body: Body, applicant: Subject | None = None, actor: Actor = SYSTEM, asked: int = 1000, title: str = "示例办件"
) -> Case:
    """A case of the sample procedure in its first state."""
    register_sample()
    return open_case(
        actor=actor, procedure=CODE, body=body, title=title, dossier=SampleDossier(asked=asked), applicant=applicant
    )
