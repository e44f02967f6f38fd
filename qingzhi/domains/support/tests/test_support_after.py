"""After the payment: a right that ends opens a later check, money comes back; objections; money that a batch has paid."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.funds.actions import pay
from qingzhi.domains.funds.queries import summary_of
from qingzhi.domains.rights.actions.status import enter_status
from qingzhi.domains.rights.testing import clerk as rights_clerk
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused

from ..actions import mark_right, propose_list
from ..actions.money import reference_of
from ..actions.rechecks import look_at_all
from ..models import PaidClaim, Recheck
from ..refusals import NothingClaimed
from ..terms import ClaimState, Ground
from ..testing import applicant, chief, clerk, finance, make_applicant, make_application, make_call, make_granted, walk

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2018, 6, 4), date(2018, 7, 2)


@pytest.fixture
def paid():
    with clock.fixed(JUNE):
        call, party = make_call(), make_applicant()
        made = make_application(call, party, [make_granted(party), make_granted(party)], to="publicity")
    with clock.fixed(JULY):
        return walk(made, "closed")


def test_a_right_that_lapses_too_early_is_paid_back(paid):
    right = paid.claims.first().right
    with clock.fixed(date(2019, 5, 6)):
        enter_status(actor=rights_clerk(), right=right, status="lapsed", on=date(2019, 5, 1), basis="公告")
        deliver_events()
        recheck = Recheck.objects.get()
        assert recheck.ground == Ground.LAPSED and recheck.kept_until == date(2021, 7, 1) and recheck.amount == 3000
        assert paid.party_name in recheck.notice and "3,000元" in recheck.notice
        assert recheck.case.links.get().to == paid.case
        case = take_step(actor=clerk(), case=recheck.case, step="ask", revision=recheck.case.revision, note="请说明")
        case = take_step(
            actor=applicant(paid.party),
            case=case,
            step="explain",
            revision=case.revision,
            data={"statement": "漏缴年费"},
        )
        data = {"amount": "3000.01", "decision_number": "青知追〔2019〕1号", "notice": recheck.notice}
        with pytest.raises(FormWrong, match="最多可追回"):
            take_step(actor=chief(), case=case, step="recover", revision=case.revision, data=data)
        case = take_step(
            actor=chief(), case=case, step="recover", revision=case.revision, data={**data, "amount": "3000"}
        )
        assert {one.kind for one in documents_about(case)} == {"notice.recovery"}
        with pytest.raises(GuardRefused, match="没有退回"):
            take_step(actor=clerk(), case=case, step="close", revision=case.revision)
        back = {"repaid": "3000", "repaid_on": "2019-05-06", "voucher": "SK-1"}
        case = take_step(actor=finance(), case=case, step="repay", revision=case.revision, data=back)
        case = take_step(actor=clerk(), case=case, step="close", revision=case.revision)
    assert case.outcome == "revoked"
    paid.refresh_from_db()
    assert paid.amount_recovered == 3000 and summary_of(reference_of(paid, paid.party)).refunded == 3000
    assert right.pk == PaidClaim.objects.get(recovered=Decimal(3000)).right_id
    assert sorted(paid.claims.values_list("state", flat=True)) == [ClaimState.PAID, ClaimState.RECOVERED]


def test_a_right_kept_long_enough_is_left_alone(paid):
    right = paid.claims.first().right
    with clock.fixed(date(2021, 8, 2)):
        enter_status(actor=rights_clerk(), right=right, status="lapsed", on=date(2021, 7, 1), basis="公告")
        deliver_events()
    assert not Recheck.objects.exists()


def test_an_invalidated_right_is_always_looked_at_and_only_once(paid):
    right = paid.claims.first().right
    with clock.fixed(date(2022, 8, 2)):
        enter_status(actor=rights_clerk(), right=right, status="invalidated", on=date(2022, 7, 1), basis="决定")
        deliver_events()
        assert look_at_all() == 0
    assert [one.ground for one in Recheck.objects.all()] == [Ground.INVALIDATED]


def test_an_abnormal_application_is_looked_at(paid):
    right = paid.claims.first().right
    with clock.fixed(date(2018, 9, 3)):
        mark_right(actor=clerk(), right=right, kind="abnormal", on=date(2018, 9, 1), basis="国知办函〔2018〕1号")
        deliver_events()
    assert [one.ground for one in Recheck.objects.all()] == [Ground.ABNORMAL]


def test_what_an_import_ended_is_found_by_the_worker(paid):
    right = paid.claims.first().right
    type(right).objects.filter(pk=right.pk).update(status="lapsed", status_on=date(2018, 12, 1))
    with clock.fixed(date(2019, 1, 7)):
        assert look_at_all() == 1 and look_at_all() == 0


def test_one_list_for_a_call_and_objections_hold_one_case():
    with clock.fixed(JUNE):
        call = make_call()
        made = []
        for _ in range(3):
            party = make_applicant()
            made.append(make_application(call, party, [make_granted(party)], to="proposed"))
        assert propose_list(actor=chief(), call=call) == 3
        with pytest.raises(NothingClaimed):
            propose_list(actor=chief(), call=call)
        for one in made:
            one.refresh_from_db()
        publication = made[0].publication
        assert {one.publication_id for one in made} == {publication.pk} and publication.items.count() == 3
        row = publication.items.first()
        assert row.values["holder"] == made[0].party_name and "account" not in row.values
        case = take_step(
            actor=clerk(), case=made[0].case, step="object", revision=made[0].case.revision, note="实名异议"
        )
    with clock.fixed(JULY):
        walk(made[1], "decision")
        case = take_step(
            actor=chief(), case=case, step="uphold_objection", revision=case.revision, data={"finding": "权属不符"}
        )
    assert case.state == "refused" and made[1].case.state == "decision"


def test_what_a_batch_of_funds_paid_is_paid_here():
    with clock.fixed(JUNE):
        call, party = make_call(), make_applicant()
        made = make_application(call, party, [make_granted(party)], to="publicity")
    with clock.fixed(JULY):
        walk(made, "committed")
        pay(actor=SYSTEM, reference=reference_of(made, made.party), key="batch-1", voucher="PL-7", on=JULY)
        deliver_events()
        made.refresh_from_db()
        assert made.case.state == "paid" and made.voucher == "PL-7"
        assert summary_of(reference_of(made, made.party)).paid == 3000


def test_a_decision_taken_back_frees_money_and_right():
    with clock.fixed(JUNE):
        call, party = make_call(budget=3000), make_applicant()
        made = make_application(call, party, [make_granted(party)], to="publicity")
    with clock.fixed(JULY):
        walk(made, "committed")
        case = take_step(actor=chief(), case=made.case, step="take_back", revision=made.case.revision, note="决定有误")
        assert case.state == "review" and not PaidClaim.objects.filter(released_at=None).exists()
        assert summary_of(reference_of(made, made.party)).committed == 0


def test_an_overdrawn_budget_refuses_the_decision_and_leaves_nothing():
    with clock.fixed(JUNE):
        call = make_call(budget=3000)
        made = []
        for _ in range(2):
            party = make_applicant()
            made.append(make_application(call, party, [make_granted(party)], to="publicity"))
    with clock.fixed(JULY):
        walk(made[0], "committed")
        with pytest.raises(NothingClaimed):
            walk(made[1], "committed")
    assert PaidClaim.objects.count() == 1
