"""The walking path: call → application → correction → decision → payment → receipt, and what stands in the ledgers."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import Scope
from qingzhi.domains.funds.queries import summary_of
from qingzhi.engine.decisions.queries import cases_count
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.refusals import GuardRefused, StepNotOpen

from ..actions.money import reference_of
from ..models import PaidClaim
from ..terms import ClaimState
from ..testing import applicant, chief, clerk, make_applicant, make_application, make_call, make_granted, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _june():
    with clock.fixed(date(2018, 6, 4)):
        yield


def test_from_call_to_receipt():
    call, party = make_call(), make_applicant()
    rights = [make_granted(party), make_granted(party)]
    made = make_application(call, party, rights, to="formal")
    assert made.amount_computed == 6000 and made.case.submitted_at is not None
    walk(made, "publicity")
    with pytest.raises(GuardRefused, match="公示期到"):
        take_step(actor=clerk(), case=made.case, step="end_publicity", revision=made.case.revision)
    with clock.fixed(date(2018, 7, 2)):
        walk(made, "closed")
    assert made.case.outcome == "granted" and made.amount_granted == 6000 and made.received_on == date(2018, 7, 2)
    assert summary_of(reference_of(made, made.party)).paid == 6000
    assert PaidClaim.objects.filter(claim__application=made, paid_on=date(2018, 7, 1), released_at=None).count() == 2
    assert set(made.claims.values_list("state", flat=True)) == {ClaimState.PAID}
    for table in ("policy", "amounts", "caps"):
        assert cases_count(f"support.{table}") == 2  # a draft of the table finds both claims
    kinds = {one.kind for one in documents_about(made.case)}
    assert kinds == {"notice.acceptance", "notice.decision", "notice.payment"}


def test_returned_once_with_everything_named():
    call, party = make_call(), make_applicant()
    made = make_application(call, party, [make_granted(party)], to="formal")
    case = take_step(
        actor=clerk(), case=made.case, step="ask_correction", revision=made.case.revision,
        data={"missing": "证书复印件不清\n缺少承诺书"},
    )  # fmt: skip
    made.refresh_from_db()
    assert case.state == "correction" and made.correction_text == "1. 证书复印件不清\n2. 缺少承诺书"
    assert case.due_on == date(2018, 6, 11)  # five working days after Monday 4 June
    case = take_step(
        actor=applicant(party), case=case, step="resubmit", revision=case.revision, data={"promised": "on"}
    )
    with pytest.raises(GuardRefused, match="已退回补正过一次"):
        take_step(actor=clerk(), case=case, step="ask_correction", revision=case.revision, data={"missing": "又缺"})


def test_a_decision_taken_back_and_taken_again_moves_the_money_again():
    call, party = make_call(), make_applicant()
    made = make_application(call, party, [make_granted(party)], to="publicity")
    with clock.fixed(date(2018, 7, 2)):
        walk(made, "committed")
        case = made.case
        case = take_step(actor=chief(), case=case, step="take_back", revision=case.revision, note="会议纪要有误")
        assert summary_of(reference_of(made, made.party)).committed == 0
        made = walk(made, "proposed")
        assert made.publication_id is not None  # the same list stands; the rest of the way is gone again
    with clock.fixed(date(2018, 8, 2)):
        walk(made, "committed")
        assert summary_of(reference_of(made, made.party)).committed == 3000
        walk(made, "closed")
    stands = summary_of(reference_of(made, made.party))
    assert (stands.committed, stands.paid) == (0, 3000)
    assert PaidClaim.objects.filter(claim__application=made, paid_on=date(2018, 7, 1), released_at=None).count() == 1


def test_same_person_does_not_propose_and_decide():
    call, party = make_call(), make_applicant()
    made = make_application(call, party, [make_granted(party)], to="review")
    case = take_step(actor=chief(77), case=made.case, step="propose", revision=made.case.revision)
    case = take_step(actor=chief(12), case=case, step="publish", revision=case.revision)
    with clock.fixed(date(2018, 7, 2)):
        case = take_step(actor=clerk(), case=case, step="end_publicity", revision=case.revision)
        data = {"meeting": "局务会", "meeting_on": "2018-07-01", "decision_number": "1号"}
        with pytest.raises(Exception, match="须由另一人办理"):
            take_step(actor=chief(77), case=case, step="decide", revision=case.revision, data=data)
    with pytest.raises(StepNotOpen):
        take_step(actor=chief(12), case=case, step="pay", revision=case.revision)


def test_only_what_was_not_corrected_in_time_lapses():
    call, party = make_call(), make_applicant()
    made = make_application(call, party, [make_granted(party)], to="formal")
    with clock.fixed(date(2018, 6, 25)):  # the office was late itself: its own limit counts for nothing here
        case = take_step(
            actor=clerk(), case=made.case, step="ask_correction", revision=made.case.revision, data={"missing": "证书"}
        )
        with pytest.raises(GuardRefused, match="2018-07-02"):
            take_step(actor=clerk(), case=case, step="lapse", revision=case.revision, note="未补正")
    with clock.fixed(date(2018, 7, 3)):
        case = take_step(actor=clerk(), case=case, step="lapse", revision=case.revision, note="未补正")
    assert case.state == "not_accepted" and case.outcome == "refused"


def test_over_the_prefecture_where_the_call_asks_for_it():
    prefecture = a_region("630100", "西宁市", a_region())
    local = a_body("xining", "西宁市知识产权局", prefecture)
    type(local).objects.filter(pk=local.pk).update(kind="local_office")
    call, party = make_call(precheck=True), make_applicant()
    made = make_application(call, party, [make_granted(party)], to="precheck")
    assert made.case.state == "precheck" and made.case.body_id == local.pk
    officer = clerk("support.precheck", user_id=31, body=local, scope=Scope.BODY)
    case = take_step(
        actor=officer, case=made.case, step="pass_precheck", revision=made.case.revision,
        data={"agreed": "yes", "opinion": "情况属实"},
    )  # fmt: skip
    made.refresh_from_db()
    assert case.state == "formal" and case.body_id == call.body_id and made.precheck_opinion == "同意上报：情况属实"
