"""Objections to the list of a subsidy: they hold a case, an upheld one takes its row off and moves it; results announced."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.permits import PermitRefused
from qingzhi.engine.decisions.queries import cases_count
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused, StepNotOpen
from qingzhi.engine.publication.actions import accept_objection, answer_objection
from qingzhi.engine.publication.models import Publication
from qingzhi.engine.publication.testing import make_objection

from ..actions import announce_results, begin_application, enter_earlier_grant
from ..refusals import CallNotOpen, NothingClaimed
from ..terms import ClaimState
from ..testing import (
    applicant,
    chief,
    clerk,
    make_applicant,
    make_application,
    make_call,
    make_granted,
    walk,
)

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2018, 6, 4), date(2018, 7, 2)


@pytest.fixture
def listed():
    """A case with two claims in its publicity."""
    with clock.fixed(JUNE):
        call, party = make_call(), make_applicant()
        yield make_application(call, party, [make_granted(party), make_granted(party)], to="publicity")


def objected(made):
    """Somebody objects to the row of a case by real name; the objection is taken up."""
    item = made.publication.items.get(subject_id=str(made.case_id))
    raised = make_objection(made.publication, item=item)
    accept_objection(actor=clerk(), objection=raised)
    delivered(made)
    return raised


def answered(made, raised, *, upheld):
    answer_objection(actor=clerk(), objection=raised, upheld=upheld, answer="经查，情况如下。")
    delivered(made)


def delivered(made):
    while deliver_events():
        pass
    made.case.refresh_from_db()


def step(made, who, code, **data):
    made.case = take_step(actor=who, case=made.case, step=code, revision=made.case.revision, data=data)
    return made.case


def test_an_upheld_objection_takes_the_row_off_and_waits_for_a_step(listed):
    raised = objected(listed)
    assert listed.case.state == "objection"
    answered(listed, raised, upheld=True)
    assert listed.case.state == "upheld" and listed.case.due_on == date(2018, 6, 11)
    row = listed.publication.items.get()
    assert row.withdrawn_reason == "经调查，对本行的异议成立"
    assert [one.what for one in listed.publication.traces.all()] == ["published", "row_withdrawn"]
    page = Client().get(f"/publicity/{listed.publication_id}/").content.decode()
    assert "经调查，对本行的异议成立" in page
    with pytest.raises(StepNotOpen):
        step(listed, clerk(), "dismiss_objection", finding="不成立")


def test_the_claims_that_fall_are_struck_and_the_rest_is_published_anew(listed):
    answered(listed, objected(listed), upheld=True)
    bad, good = listed.claims.order_by("pk")
    with pytest.raises(FormWrong, match="剔除的事项"):
        step(listed, clerk(), "return_to_review", finding="权属有争议")
    step(listed, clerk(), "return_to_review", finding="权属有争议", struck=[str(bad.pk)])
    listed.refresh_from_db()
    bad.refresh_from_db()
    assert listed.case.state == "review" and listed.amount_computed == 3000 and listed.publication is None
    assert (bad.state, bad.reason) == (ClaimState.REFUSED, "异议成立，剔除：权属有争议")
    old = Publication.objects.get()
    walk(listed, "publicity")
    assert listed.publication.pk != old.pk and listed.publication.items.get().values["rights"] == good.number_shown
    with clock.fixed(JULY):
        walk(listed, "closed")
    assert listed.amount_granted == 3000 and bad.payments.count() == 0


def test_or_the_whole_is_refused_with_its_past_cases(listed):
    answered(listed, objected(listed), upheld=True)
    with pytest.raises(PermitRefused):
        step(listed, clerk(), "uphold_objection", finding="弄虚作假")
    step(listed, chief(), "uphold_objection", finding="弄虚作假")
    assert listed.case.outcome == "refused"
    assert cases_count("support.amounts") == 2


def test_of_two_objections_the_open_one_still_holds_the_case(listed):
    first, second = objected(listed), objected(listed)
    answered(listed, first, upheld=False)
    assert listed.case.state == "objection"
    with pytest.raises(GuardRefused, match="另有1件异议尚未办结"):
        step(listed, clerk(), "dismiss_objection", finding="不成立")
    answered(listed, second, upheld=False)
    assert listed.case.state == "publicity"


def test_an_upheld_objection_cannot_be_dismissed_by_hand(listed):
    raised = objected(listed)
    answer_objection(actor=clerk(), objection=raised, upheld=True, answer="经查，情况如下。")
    with pytest.raises(GuardRefused, match="已有异议认定成立"):
        step(listed, clerk(), "dismiss_objection", finding="不成立")


def test_a_refusal_is_tried_by_drafts_too():
    with clock.fixed(JUNE):
        call, party = make_call(), make_applicant()
        right = make_granted(party)
        made = make_application(call, party, [right], to="review")
        enter_earlier_grant(
            actor=clerk(), kind="patent", number=right.number_shown, act="grant", level="prefectural", body_name="西宁市科技局",
            holder_name=party.name, year=2017,
        )  # fmt: skip
        case = take_step(actor=chief(), case=made.case, step="refuse", revision=made.case.revision, note="市州已资助")
    assert case.outcome == "refused"
    assert [cases_count(f"support.{one}") for one in ("policy", "amounts", "caps", "earlier")] == [1, 1, 1, 1]


def test_results_are_announced_after_the_decision_and_once(listed):
    with pytest.raises(NothingClaimed):
        announce_results(actor=chief(), call=listed.call)
    with clock.fixed(JULY):
        walk(listed, "committed")
        with pytest.raises(PermitRefused):
            announce_results(actor=clerk(), call=listed.call)
        assert announce_results(actor=chief(), call=listed.call) == 1
        with pytest.raises(NothingClaimed, match="没有待公告"):
            announce_results(actor=chief(), call=listed.call)
        listed.refresh_from_db()
        result = listed.result
        assert result.kind == "support.result" and result.is_permanent and not result.takes_objections
        assert result.items.get().values["amount"] in ("6000.00", "6000")
        assert AuditEntry.objects.filter(action="support.announce_results").exists()
        assert result.title in Client().get(reverse("support:call", args=[listed.call.code])).content.decode()
        listed.case.refresh_from_db()
        take_step(actor=chief(), case=listed.case, step="take_back", revision=listed.case.revision, note="会议纪要有误")
    listed.refresh_from_db()
    assert listed.result is None and result.items.get().withdrawn_reason == "资助决定已撤销，重新审查"


@pytest.mark.parametrize(
    ("at", "opened"),
    [
        (datetime(2018, 2, 28, 23, 59, 59), False),
        (datetime(2018, 3, 1, 0, 0), True),
        (datetime(2018, 12, 31, 23, 59, 59), True),
        (datetime(2019, 1, 1, 0, 0), False),
    ],
)
def test_a_call_is_open_from_its_first_moment_to_its_last(at, opened):
    with clock.fixed(JUNE):
        call, party = make_call(), make_applicant()
        draft = make_application(call, party, [make_granted(party)])
        other = make_applicant()
    with clock.fixed(at):
        if opened:
            assert begin_application(actor=applicant(other), call=call, party=other).case.state == "draft"
            assert step(draft, applicant(party), "submit", promised="on").state == "formal"
            return
        with pytest.raises(CallNotOpen):
            begin_application(actor=applicant(other), call=call, party=other)
        with pytest.raises(GuardRefused, match=r"申报自|申报已于"):
            step(draft, applicant(party), "submit", promised="on")
