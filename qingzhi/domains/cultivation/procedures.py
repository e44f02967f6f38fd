"""The procedure of recognition as copyright demonstration body 「版权示范认定」 (C09)."""

from collections.abc import Mapping
from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.permits import Actor, Answer, check
from qingzhi.engine.documents.actions import issue_notice
from qingzhi.engine.limits.queries import due, limit
from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Occurrence, Procedure, State, Step
from qingzhi.engine.procedures.models import CaseEntry
from qingzhi.engine.procedures.registry import effect, guard, procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from .models import CopyrightDemonstration
from .queries import works_of


class VisitForm(PageForm):
    """What a visit on the spot found."""

    visited_on = forms.DateField(label="考察日期", widget=forms.DateInput(attrs={"type": "date"}))
    finding = forms.CharField(label="考察意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_visited_on(self):  # type: ignore[no-untyped-def]
        """Not in the future."""
        day = self.cleaned_data["visited_on"]
        if day > clock.today():
            raise forms.ValidationError("考察日期不能晚于今天")
        return day


class RecognitionForm(PageForm):
    """Under which number it is decided."""

    decision_number = forms.CharField(label="认定文号", max_length=60)


@guard("cultivation.returned_once", "只退回补正一次")
def returned_once(occurrence: Occurrence) -> Answer:
    """Everything missing is named at once."""
    again = CaseEntry.objects.filter(case=occurrence.case, step="return_form").exists()
    return Answer(not again, "已退回补正一次，请作出决定" if again else "还没有退回过")


@guard("cultivation.has_works", "持有已登记的作品或软件")
def has_works(occurrence: Occurrence) -> Answer:
    """The register knows of at least one work or software of the applicant."""
    count = works_of(occurrence.dossier.party)
    return Answer(count > 0, f"登记簿中有{count}件" if count else "登记簿中没有您名下的作品或软件登记")


@effect("cultivation.count_works", "由登记簿计数")
def count_works(occurrence: Occurrence) -> None:
    """Keep how many works the register knew on the day of sending."""
    dossier = occurrence.dossier
    dossier.works = works_of(dossier.party)
    dossier.save(update_fields=["works"])


@effect("cultivation.keep_visit", "记下考察意见")
def keep_visit(occurrence: Occurrence) -> None:
    """Keep what was found."""
    dossier = occurrence.dossier
    dossier.visited_on, dossier.finding = occurrence.data["visited_on"], occurrence.data["finding"]
    dossier.save(update_fields=["visited_on", "finding"])


@effect("cultivation.recognise", "认定并确定有效期")
def recognise(occurrence: Occurrence) -> None:
    """Recognised from today for the term of the day's rule."""
    dossier, until = (
        occurrence.dossier,
        due("cultivation.copyright.term", occurrence.on, on=occurrence.case.rules_on).on,
    )
    dossier.recognised_on, dossier.decision_number = occurrence.on, occurrence.data["decision_number"]
    dossier.valid_to = until
    dossier.save(update_fields=["recognised_on", "decision_number", "valid_to"])


@effect("cultivation.notice_acceptance", "制发受理通知书")
def notice_acceptance(occurrence: Occurrence) -> None:
    """受理通知书."""
    case = occurrence.case
    values = {
        "case_number": case.number, "matter": case.declared.title, "applicant": case.applicant.display_name,
        "applied_on": case.submitted_at.date(), "limit": str(limit("cultivation.copyright.review", case.rules_on).length),
    }  # fmt: skip
    issue_notice(
        actor=occurrence.actor, template="notice.acceptance", subject=case, body=case.body, values=values,
        addressee=case.applicant, url=f"/cases/{case.pk}/",
    )  # fmt: skip


def fragment_context(actor: Actor, case: Any) -> Mapping[str, Any]:
    """What was found on the spot stays with who handles and audits."""
    return {"sees_finding": bool(check(actor, "cultivation.copyright.view", body_id=case.body_id))}


REPORT = Attachment("report", "版权工作报告")
RECOGNITION = procedure(
    Procedure(
        code="cultivation.copyright",
        title="版权示范认定",
        dossier=CopyrightDemonstration,
        prefix="BQSF",
        initial="draft",
        states=(
            State("draft", "草稿", Waits.APPLICANT, task="提交申请", stage="申请"),
            State("submitted", "待受理", task="受理", stage="受理"),
            State("correcting", "待补正", Waits.APPLICANT, task="补正材料", public="请补正材料", stage="受理"),
            State("review", "考察", task="现场考察", stage="考察"),
            State("deciding", "待认定", task="作出认定", stage="认定"),
            State("recognised", "已认定", Waits.NOBODY, outcome=Outcome.GRANTED, stage="认定"),
            State("refused", "不予认定", Waits.NOBODY, outcome=Outcome.REFUSED),
            State("withdrawn", "已撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
        ),
        steps=(
            Step("submit", "提交申请", ("draft",), "submitted", "applicant", attachments=(REPORT,), style="primary",
                 guards=("cultivation.has_works",), effects=("cultivation.count_works",)),
            Step("accept", "受理", ("submitted",), "review", "desk", style="primary",
                 effects=("cultivation.notice_acceptance",)),
            Step("return_form", "退回补正", ("submitted",), "correcting", "desk", needs_reason=True,
                 guards=("cultivation.returned_once",), told="请一次补齐"),
            Step("resubmit", "提交补正", ("correcting",), "submitted", "applicant", attachments=(REPORT,), style="primary"),
            Step("visit", "登记考察意见", ("review",), "deciding", "desk", form=VisitForm, style="primary",
                 layer=Layer.INTERNAL, effects=("cultivation.keep_visit",)),
            Step("recognise", "认定", ("deciding",), "recognised", "chief", form=RecognitionForm, style="primary",
                 layer=Layer.PUBLIC, other_than="visit", effects=("cultivation.recognise",)),
            Step("refuse", "不予认定", ("submitted", "correcting", "deciding"), "refused", "chief", needs_reason=True, style="danger"),
            Step("withdraw", "撤回申请", ("draft", "submitted", "correcting", "review", "deciding"), "withdrawn", "applicant",
                 confirm="撤回后须重新申请。", style="danger"),
        ),
        lanes=(
            Lane("applicant", "申请单位", "cultivation.copyright.apply", Relation.APPLICANT),
            Lane("desk", "版权示范经办", "cultivation.copyright.handle"),
            Lane("chief", "版权示范负责人", "cultivation.copyright.decide"),
        ),
        clocks=(
            Clock("acceptance", "受理期限", "cultivation.copyright.accept", ("submitted",)),
            Clock("correction", "补正期限", "cultivation.copyright.correct", ("correcting",)),
            Clock("review", "审查期限", "cultivation.copyright.review", ("review", "deciding")),
        ),
        view_permit="cultivation.copyright.view",
        detail="cultivation/_copyright.html",
        context=fragment_context,
        guide="cultivation:list",
        basis="推进计划四、（一）4；认定办法和期限为默认，待确认",
    )
)  # fmt: skip
