"""A dispute from the request to enforcement: limits by hand, screening, conflicts, the case that waits meanwhile."""

from dataclasses import replace
from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import PermitRefused
from qingzhi.domains.coordination.actions import tell_silence
from qingzhi.domains.enforcement.queries.disputes import dispute_of
from qingzhi.domains.enforcement.testing.cases import make_case_rules, make_penalty, make_request
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.messages.models import Message
from qingzhi.engine.procedures.access import layers_for, visible_cases
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.refusals import GuardRefused
from qingzhi.engine.procedures.terms import Layer, Outcome
from qingzhi.engine.tasks.models import WorkItem

from .. import testing as t
from ..actions import ask_for_mediation, declare_tie, entrust_case, remind_of_confirmation, strike_off
from ..models import Mediation, Mediator
from ..queries import excluded_because, screen
from ..queries.shown import mediation_shown
from ..refusals import AlreadyRetired, MediatorExcluded, NotMediable, ValueNotValid
from ..rules import articles, lot

pytestmark = pytest.mark.django_db
JULY = date(2018, 7, 2)
BEGUN = ("agree", "accept", "choose", "take_on", "session")
SIGNED = (*BEGUN, "draft", "pass_on", "sign", "countersign")


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(JULY):
        yield


def entrusted() -> Mediation:
    """A penalty case entrusted on 2 July, for two sides whose words come on paper."""
    t.make_rules()
    t.make_mediators()
    source = make_penalty().case
    return entrust_case(actor=t.at_body("desk"), source=source, values={**t.DISPUTE, "claimant": t.CLAIMANT})


def test_from_request_to_enforcement():
    case = t.make_mediation().case
    assert case.due_on == date(2018, 7, 17)  # fifteen days to answer
    case = t.walk(case, "agree", "accept")
    assert case.due_on == date(2018, 7, 9)  # five working days to choose
    case = t.walk(case, "choose")
    assert case.due_on == date(2018, 7, 5)  # three working days to accept
    assert WorkItem.objects.get(kind="mediation.part", closed_at=None).holder == case.dossier.mediator.subject
    with clock.fixed(date(2018, 7, 4)):
        case = t.walk(case, "take_on", "session")
    assert case.due_on == date(2018, 8, 3)  # thirty days from the receipt of the papers
    with clock.fixed(date(2018, 7, 10)):
        case = t.walk(case, "draft", "pass_on", "sign")
        assert case.dossier.effective_on is None
        case = t.walk(case, "countersign")
    dossier = case.dossier
    assert (dossier.effective_on, case.due_on) == (date(2018, 7, 10), date(2018, 8, 9))  # thirty days to ask the court
    assert len(dossier.signed_claimant) == 64 and dossier.signed_claimant != dossier.signed_respondent
    paper = IssuedDocument.objects.get(kind="mediation.agreement")
    assert paper.number == dossier.document and paper.subject_id == str(case.pk)
    with clock.fixed(date(2018, 8, 9)):
        case = t.walk(case, "ask_court")
        assert WorkItem.objects.get(kind="coordination.answer", closed_at=None).body == t.court()
        assert case.due_on == date(2018, 8, 13)  # three days end on Sunday 12 August: the next working day
        case = t.walk(case, "receive")
        assert case.due_on == date(2018, 9, 10)  # thirty days end on Saturday 8 September: the next working day
        case = t.walk(case, "confirm")
    assert case.due_on == date(2020, 9, 28)  # two years from the last day of performance
    with clock.fixed(date(2018, 10, 8)):
        case = t.walk(case, "report_breach", note="到期没有支付")
        assert case.dossier.breached_on == date(2018, 10, 8)
        case = t.walk(case, "ask_enforcement")
        assert case.due_on == date(2018, 10, 15)  # seven days
        case = t.walk(case, "take_enforcement")
        assert case.due_on == date(2019, 4, 8)  # six months
    with clock.fixed(date(2018, 11, 1)):
        case = t.walk(case, "enforce")
    assert (case.outcome, case.dossier.enforced) == (Outcome.CLOSED, 50_000)
    sent = [(one.kind, one.reply, one.limit) for one in case.handovers.order_by("pk")]
    assert sent == [
        ("confirm", "accept", "mediation.court.receive"), ("rule", "accept", "mediation.ruling"),
        ("execute", "accept", "mediation.execution.receive"),
    ]  # fmt: skip
    assert {"mediation.opened", "mediation.agreed", "mediation.confirmed", "mediation.breached"} <= set(
        EventRow.objects.values_list("name", flat=True)
    )
    assert AuditEntry.objects.filter(action="mediation.open").count() == 1


def test_the_court_is_asked_within_thirty_days_and_both_sides_are_reminded_on_day_twenty():
    case = t.walk(
        t.make_mediation().case, *SIGNED
    )  # 2 July: day 20 is a Sunday, told on Monday; the last day is 1 August
    for day, told in ((date(2018, 7, 22), 0), (date(2018, 7, 23), 1), (date(2018, 7, 23), 0), (date(2018, 7, 30), 0)):
        with clock.fixed(day):
            assert remind_of_confirmation() == told, day
    told_to = set(Message.objects.filter(kind="mediation.confirm_soon").values_list("recipient", flat=True))
    assert told_to == {case.applicant_id, case.dossier.other_id, case.body.subject_id}
    with clock.fixed(date(2018, 8, 2)), pytest.raises(GuardRefused, match="2018-08-01届满"):
        t.walk(case, "ask_court")
    with clock.fixed(date(2018, 8, 2)):
        assert t.walk(case, "lapse").outcome == Outcome.CLOSED


def test_the_court_returns_and_refuses_with_a_coded_reason_that_both_sides_read():
    case = t.walk(t.make_mediation().case, *SIGNED, "ask_court")
    with clock.fixed(date(2018, 7, 4)):
        case = t.walk(case, "return_", note="缺少身份证明")
    sent = case.handovers.get()
    assert (sent.reply, sent.reason, case.due_on) == (
        "return",
        "materials",
        date(2018, 7, 16),
    )  # ten days end on a Saturday
    told = mediation_shown(t.acting_for(case.dossier.other, "respondent"), case)
    assert [one.lines for one in told["attention"]] == [("材料不全：缺少身份证明",)] and len(told["envelopes"]) == 1
    with clock.fixed(date(2018, 8, 20)):  # later than thirty days: the first application counts
        case = t.walk(case, "resend", "turn_down", note="不属于本院管辖")
    assert (case.state, case.dossier.court_said) == ("rejected", "不属于本机关管辖：不属于本院管辖")
    with pytest.raises(PermitRefused, match="人民法院"):
        other = t.walk(t.make_mediation(right="另一件").case, *SIGNED, "ask_court")
        elsewhere = replace(t.at_body("court"), body_id=t.a_body().pk)
        take_step(actor=elsewhere, case=other, step="receive", revision=other.revision)


def test_a_silent_court_is_told_to_both_sides_of_the_envelope():
    t.walk(t.make_mediation().case, *SIGNED, "ask_court")
    with clock.fixed(date(2018, 7, 7)):
        assert tell_silence() == 1
    assert Message.objects.filter(kind="coordination.silent").values("recipient").distinct().count() == 2


def test_an_adjudication_waits_in_its_own_state_and_goes_on_or_is_settled():
    make_case_rules()
    t.make_rules()
    t.make_mediators()
    source = adjudicated()
    told = dispute_of(source)
    values = {**t.DISPUTE, "claimant": told.claimant, "respondent": told.respondent}
    dossier = entrust_case(actor=t.at_body("desk"), source=source, values=values)
    source.refresh_from_db()
    assert (source.state, dossier.suspended) == ("mediation", False)
    assert IssuedDocument.objects.filter(kind="mediation.entrusted").count() == 1
    with clock.fixed(date(2018, 7, 12)):
        t.walk(dossier.case, "agree", "decline", note="不愿意")
    source.refresh_from_db()
    assert source.state == "examining"
    dossier = entrust_case(actor=t.at_body("desk"), source=source, values={**values, "right": "再次"})
    t.walk(dossier.case, *SIGNED, "fulfil")
    source.refresh_from_db()
    assert (source.state, source.outcome) == ("settled", Outcome.CLOSED)


def adjudicated() -> Case:
    """An adjudication under examination; how it came there is enforcement's test."""
    source = make_request(own=False).case
    Case.objects.filter(pk=source.pk).update(state="examining")
    return Case.objects.get(pk=source.pk)


def test_a_court_gives_thirty_days_from_the_mediators_receipt():
    case = t.walk(t.make_delegated().case, "agree", "accept", "draw")
    with clock.fixed(date(2018, 7, 3)):
        case = t.walk(case, "take_on")
    clock_ = case.clocks.get(code="conduct")
    assert (clock_.limit, clock_.due_on) == ("mediation.court", date(2018, 8, 2))
    assert visible_cases(t.at_body("court")).filter(pk=case.pk).exists()


def test_the_entrusted_case_stands_still_and_goes_on_with_its_clock():
    dossier = entrusted()
    source = Case.objects.get(pk=dossier.source_id)
    before = source.due_on
    assert dossier.suspended and source.stops.get(to_on=None).reason == f"委托调解，见{dossier.case.number}"
    t.walk(dossier.case, "agree", "accept", "choose", "take_on")
    with clock.fixed(date(2018, 7, 12)):
        case = t.walk(dossier.case, "fail", note="双方分歧较大")
    source.refresh_from_db()
    assert case.outcome == Outcome.CLOSED and not source.stops.filter(to_on=None).exists()
    assert IssuedDocument.objects.filter(kind="mediation.ended").count() == 1
    stop = source.stops.get()
    assert (stop.from_on, stop.to_on) == (JULY, date(2018, 7, 12))
    assert source.due_on is not None and (before is None or source.due_on > before)
    assert AuditEntry.objects.filter(action="mediation.give_back").count() == 1


def test_a_case_is_entrusted_once_at_a_time():
    dossier = entrusted()
    with pytest.raises(NotMediable, match="已经委托调解"):
        entrust_case(actor=t.at_body("desk"), source=dossier.source, values={**t.DISPUTE, "claimant": t.CLAIMANT})


def test_the_desk_enters_for_a_side_only_what_came_on_paper():
    case = entrusted().case
    with pytest.raises(GuardRefused, match="书面材料"):
        take_step(actor=t.at_body("desk"), case=case, step="agree", revision=case.revision)
    assert t.walk(case, "agree").state == "inviting"


# what the mediator states and the record shows → how many signs, and whether no agreement may be made (by hand from §5)
SHAM = [
    ({}, 0, False),
    ({"related": True}, 1, False),
    ({"contested": False, "pays": 99_999}, 0, False),
    ({"contested": False, "pays": 100_000}, 1, False),
    ({"pays": 1_000_000}, 1, False),  # at the first session
    ({"debtor": True, "pays": 1}, 1, False),
    ({"debtor": True, "pays": 0}, 0, False),
    ({"validity": True}, 1, True),
    ({"public": True, "related": True}, 2, True),
]


def test_signs_of_a_sham_agreement():
    dossier = t.make_mediation()
    t.walk(dossier.case, *BEGUN)
    usual = {"related": False, "contested": True, "debtor": False, "validity": False, "public": False, "pays": 50_000}
    for told, signs, barred in SHAM:
        found = screen(dossier, {**usual, **told}, JULY)
        assert (len(found.signs), found.barred) == (signs, barred), told


def test_a_suspected_sham_needs_another_person_and_what_is_barred_nobody_clears():
    case = t.walk(t.make_mediation().case, *BEGUN, "draft", related="yes")
    with pytest.raises(GuardRefused, match="关联关系"):
        t.walk(case, "pass_on")
    case = t.walk(case, "refer")
    head = t.at_body("second")
    with pytest.raises(PermitRefused):
        take_step(actor=t.at_body("desk"), case=case, step="clear", revision=case.revision, note="没有问题")
    assert (
        take_step(actor=head, case=case, step="clear", revision=case.revision, note="已核对合同和付款").state
        == "signing"
    )
    case = t.walk(t.make_mediation(right="另一件").case, *BEGUN, "draft", validity="yes")
    case = t.walk(case, "refer")
    with pytest.raises(GuardRefused, match="不得制作"):
        t.walk(case, "clear")
    assert t.walk(case, "stop").outcome == Outcome.REFUSED


def test_who_stands_near_a_side_is_neither_chosen_nor_drawn():
    dossier = t.make_mediation()
    first, second, third = t.make_mediators()
    declare_tie(actor=t.at_body("desk"), listed=first, name=t.RESPONDENT.replace("示例", " 示例 "), kind="任职单位")
    strike_off(actor=t.at_body("desk"), listed=second, reason="调离")
    assert excluded_because(dossier, first, JULY) == ["与“西宁乙 示例 商贸有限公司”有利害关系：任职单位"]
    case = t.walk(dossier.case, "agree", "accept", "draw")
    assert case.dossier.mediator == third and case.dossier.drawn_from == [third.pk]
    assert lot(case.dossier.drawn_by, case.dossier.drawn_from) == [third.pk]
    case = t.walk(case, "object")
    with pytest.raises(GuardRefused, match="没有熟悉"):
        t.walk(case, "draw")
    with pytest.raises(AlreadyRetired):
        strike_off(actor=t.at_body("desk"), listed=second, reason="调离")


def test_a_mediator_who_left_the_register_meanwhile_is_told(monkeypatch):
    case = t.walk(t.make_mediation().case, "agree", "accept")
    chosen = t.filled(case, "choose")
    from ..procedures import effects

    monkeypatch.setattr(effects, "excluded_because", lambda *given: ["不在聘期内"])
    with pytest.raises(MediatorExcluded, match="不在聘期内"):
        t.walk(case, "choose", **chosen)


def test_only_its_people_see_a_mediation_and_read_what_both_sides_read():
    case = t.make_mediation().case
    other = t.acting_for(t.party(t.RESPONDENT), "respondent")
    assert not visible_cases(other).filter(pk=case.pk).exists()  # not before it is asked
    case = t.walk(case, "agree")
    assert visible_cases(other).filter(pk=case.pk).exists() and Layer.APPLICANT in layers_for(other, case)
    stranger = t.acting_for(t.party("别家示例公司"), "respondent")
    assert not visible_cases(stranger).exists() and layers_for(stranger, case) == (Layer.PUBLIC,)
    case = t.walk(case, "accept", "choose")
    chosen = case.dossier.mediator
    idle = Mediator.objects.exclude(pk=chosen.pk).first()
    assert visible_cases(t.acting_for(chosen.subject, "mediator")).exists()
    assert not visible_cases(t.acting_for(idle.subject, "mediator")).exists()
    with pytest.raises(PermitRefused, match="选定的调解员"):
        take_step(
            actor=t.acting_for(idle.subject, "mediator"),
            case=case,
            step="take_on",
            revision=case.revision,
            data={"independent": "on"},
        )
    with pytest.raises(PermitRefused, match="由申请人一方"):
        case = t.walk(case, "take_on", "session", "draft", "pass_on")
        take_step(actor=other, case=case, step="sign", revision=case.revision)


def test_what_cannot_be_mediated_is_told():
    t.make_rules()
    actor = t.acting_for(t.party(t.CLAIMANT), "claimant")
    for given, field in (
        ({"dispute": "validity"}, "dispute"),
        ({"respondent": t.CLAIMANT}, "respondent"),
        ({"facts": " "}, "facts"),
    ):
        with pytest.raises(ValueNotValid) as refused:
            ask_for_mediation(actor=actor, body=t.a_body(), values={**t.DISPUTE, **given})
        assert refused.value.field == field
    assert not Mediation.objects.exists()


def test_articles_lose_their_own_numbers():
    assert articles("一、停止销售。\n\n2. 赔偿。\n十一、保密。") == ["停止销售。", "赔偿。", "保密。"]
