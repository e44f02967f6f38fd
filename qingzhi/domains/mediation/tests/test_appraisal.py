"""A commission from the question to the evidence: who is kept out, limits by hand, objections, another body, cost."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import PermitRefused
from qingzhi.domains.enforcement.queries.disputes import evidence_of
from qingzhi.domains.enforcement.testing.cases import make_case_rules, make_penalty
from qingzhi.domains.talent.testing import make_expert
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused
from qingzhi.engine.procedures.terms import Outcome

from .. import testing as t
from ..actions import add_appraiser, declare_tie, strike_off
from ..models import Opinion
from ..queries.appraisers import candidates
from ..refusals import NotAppraisable, ValueNotValid
from ..rules import lot
from ..testing import appraisals as a

pytestmark = pytest.mark.django_db
JULY = date(2018, 7, 2)


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(JULY):
        yield


def walk(case: Case, *steps: str, note: str = "理由", **data: object) -> Case:
    """These steps by the right people, with the papers they ask for; `data` changes what the last is filled with."""
    for code in steps:
        case = Case.objects.get(pk=case.pk)
        step = case.declared.step(code)
        held = set(case.attachments.filter(replaced_at=None).values_list("slot", flat=True))
        for wanted in (one for one in step.attachments if one.required and one.code not in held):
            paper = t.receive_file(actor=t.SYSTEM, name="鉴定意见书.pdf", data=t.pdf_bytes(wanted.code))
            attach(actor=t.SYSTEM, case=case, slot=wanted.code, label=wanted.label, received=paper)
        case = Case.objects.get(pk=case.pk)
        given = {**a.filled(case, code), **(data if code == steps[-1] else {})}
        case = take_step(
            actor=a.who(case, step.lane), case=case, step=code, revision=case.revision, data=given, note=note
        )
    return case


def in_a_penalty() -> Case:
    make_case_rules()
    return a.make_commission(make_penalty().case).case


def test_from_the_question_to_the_evidence():
    case = in_a_penalty()
    source = case.dossier.source
    source.refresh_from_db()
    assert (source.state, case.due_on) == ("clue_appraisal", date(2018, 7, 16))  # ten working days to choose
    case = walk(case, "choose")
    assert case.due_on == date(2018, 7, 11)  # seven working days to take it
    with clock.fixed(date(2018, 7, 4)):
        case = walk(case, "take_on", "pay")
    assert case.due_on == date(2018, 8, 15)  # thirty working days
    with clock.fixed(date(2018, 7, 9)):
        case = walk(case, "ask_more")
    with clock.fixed(date(2018, 7, 12)):
        case = walk(case, "supply")
    assert case.due_on == date(2018, 8, 20)  # the three working days of the material do not count
    paper = IssuedDocument.objects.get(kind="mediation.commission")
    assert paper.subject_id == str(case.pk)
    with clock.fixed(date(2018, 7, 30)):
        case = walk(case, "opine")
        with pytest.raises(GuardRefused, match="异议期还没有届满"):
            walk(case, "adopt")
        case = walk(case, "agree", "agree", "adopt")
    opinion = Opinion.objects.get()
    assert (case.outcome, opinion.given_on, opinion.sha256) == (Outcome.GRANTED, date(2018, 7, 30), opinion.file.sha256)
    source.refresh_from_db()
    item = next(one for one in evidence_of(source) if one.kind == "appraisal")
    assert (source.state, item.sha256, item.file) == ("clue", opinion.sha256, opinion.file)
    assert {"mediation.appraisal_commissioned", "mediation.opinion_given", "mediation.appraisal_ended"} <= set(
        EventRow.objects.values_list("name", flat=True)
    )
    assert AuditEntry.objects.filter(action="mediation.commission").count() == 1


def test_who_stands_near_a_side_is_neither_chosen_nor_drawn_nor_named():
    case = a.make_commission().case
    first, second = a.make_bodies()
    declare_tie(actor=t.at_body("desk"), listed=first, name=t.RESPONDENT, kind="长期委托人")
    near = second.appraisers.order_by("certificate").first()
    declare_tie(actor=t.at_body("desk"), listed=near, name=t.CLAIMANT, kind="配偶任职单位")
    found = {one.body: one for one in candidates(case.dossier, JULY)}
    assert found[first].reasons == (f"与“{t.RESPONDENT}”有利害关系：长期委托人",)
    assert [(one, why) for one, why in found[second].excluded] == [
        (near, (f"与“{t.CLAIMANT}”有利害关系：配偶任职单位",))
    ]
    case = walk(case, "draw")
    assert (case.dossier.body, case.dossier.drawn_from) == (second, [second.pk])
    assert lot(case.dossier.drawn_by, case.dossier.drawn_from) == [second.pk]
    with pytest.raises(ValueNotValid, match="2名以上"):
        walk(case, "take_on", experts=[str(found[second].free[0].pk)])
    with pytest.raises(FormWrong):  # who stands near is not among those that can be named
        walk(case, "take_on", experts=[str(near.pk), str(found[second].free[0].pk)])
    strike_off(actor=t.at_body("desk"), listed=found[second].free[0], reason="退休")
    found = {one.body: one for one in candidates(case.dossier, JULY)}
    assert found[second].reasons == ("不需回避的鉴定人只有1名，不足2名",)


def test_the_rules_of_the_expert_register_keep_an_appraiser_out():
    case = a.make_commission().case
    body = a.make_bodies()[0]
    known = make_expert("青海示例专家", employer=t.RESPONDENT)
    add_appraiser(
        actor=t.SYSTEM, body=body, name=known.name, certificate="示鉴9999", fields=["patent"], valid_from=date(2016, 1, 1),
        subject=known.subject,
    )  # fmt: skip
    found = next(one for one in candidates(case.dossier, JULY) if one.body == body)
    ((who, why),) = found.excluded
    assert who.certificate == "示鉴9999" and t.RESPONDENT in why[0] and "任职" in why[0]


def test_a_second_appraisal_is_given_by_another_body():
    case = walk(a.make_commission().case, "choose", "take_on", "opine")
    first = case.dossier.body
    case = walk(case, "object", note="没有比对等同特征")
    case = walk(case, "explain", note="等同特征已一并比对")
    assert Opinion.objects.get().explanation == "等同特征已一并比对"
    case = walk(case, "again", note="比对方法明显依据不足")
    assert (case.state, case.dossier.second, case.dossier.fee) == ("choosing", "baseless", None)
    case = walk(case, "draw", "take_on", "opine")
    assert case.dossier.body != first and case.dossier.opinion.body == case.dossier.body
    assert Opinion.objects.get(body=first).set_aside_on == JULY
    with clock.fixed(date(2018, 7, 12)), pytest.raises(GuardRefused):
        walk(case, "adopt")  # ten days end on the twelfth
    with clock.fixed(date(2018, 7, 13)):
        assert walk(case, "adopt").outcome == Outcome.GRANTED


def test_only_its_people_see_a_commission():
    case = walk(a.make_commission().case, "choose")
    chosen, other = case.dossier.body, next(one for one in a.make_bodies() if one != case.dossier.body)
    for actor, sees in (
        (a.of_body(chosen), True), (a.of_body(other), False), (a.of_side(case.dossier.other_side), True),
        (a.of_side(t.party("别家示例公司")), False),
    ):  # fmt: skip
        assert visible_cases(actor).filter(pk=case.pk).exists() is sees, actor.name
    with pytest.raises(PermitRefused, match="选定的鉴定机构"):
        take_step(
            actor=a.of_body(other), case=case, step="take_on", revision=case.revision, data=a.filled(case, "take_on")
        )


def test_the_same_matter_is_commissioned_once_and_only_with_questions_and_materials():
    source = a.make_commission().source
    with pytest.raises(NotAppraisable, match="尚未结束"):
        a.make_commission(source)
    for given, field in (({"questions": [" "]}, "questions"), ({"materials": []}, "materials")):
        with pytest.raises(ValueNotValid) as refused:
            a.make_commission(source, matter="genuine", **given)
        assert refused.value.field == field
