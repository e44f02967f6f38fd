"""A decision that nobody contests any more: noted by itself, kept open by whoever went against it in time."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.events.models import EventRow
from qingzhi.engine.procedures.refusals import GuardRefused

from ..actions.finality import settle_decisions
from ..models import Decision
from ..procedures.penalty_after import surcharge_of
from ..queries.finality import finality_of
from ..testing.cases import make_penalty, make_request, walk

pytestmark = pytest.mark.django_db
SERVED = date(2025, 3, 20)


def ruled():
    """An adjudication served on 20 March 2025: it can be contested until Monday 7 April."""
    with clock.fixed(date(2025, 3, 3)):
        case = walk(make_request(own=False).case, "enter_paper", "accept", "serve_copy")
    with clock.fixed(SERVED):
        return walk(case, "examine", "conclude", "sign", "serve")


def punished(on=date(2022, 3, 1), facts="少量"):
    with clock.fixed(on):
        case = walk(
            make_penalty(facts=facts).case,
            "assign",
            "propose_filing",
            "file",
            "finish",
            "propose",
            "pass_review",
            "notify",
        )
        return walk(case, "note_statement", "to_decision", "decide", "serve")


def test_an_adjudication_takes_effect_by_itself():
    case = ruled()
    with clock.fixed(date(2025, 4, 7)):
        assert settle_decisions() == 0
    with clock.fixed(date(2025, 4, 20)):  # the worker stood still for some days: the effect is of the right one
        assert settle_decisions() == 1
        case.refresh_from_db()
    decision = Decision.objects.get(case=case)
    assert (case.state, decision.effective_on, decision.final_on) == ("effective", date(2025, 4, 8), date(2025, 4, 8))
    assert EventRow.objects.filter(name="enforcement.decision_effective").count() == 1
    assert case.clocks.get(code="court_application").due_on == date(2025, 7, 7)


def test_what_was_served_before_its_last_day_was_noted_is_reckoned_by_the_duty():
    case = ruled()
    Decision.objects.filter(case=case).update(contest_until=None)
    with clock.fixed(date(2025, 4, 20)):
        assert settle_decisions() == 1
    assert Decision.objects.get(case=case).final_on == date(2025, 4, 8)


def test_a_suit_keeps_it_open_until_the_court_has_upheld_it():
    case = ruled()
    with clock.fixed(date(2025, 4, 3)):
        case = walk(case, "remedy_served")
    with clock.fixed(date(2025, 6, 3)):
        assert settle_decisions() == 0
        with pytest.raises(GuardRefused, match="尚无结果"):
            walk(case, "bind")
        walk(case, "remedy_result_served", on="2025-06-02")
        assert settle_decisions() == 1
    assert Decision.objects.get(case=case).effective_on == date(2025, 6, 2)


def test_what_a_court_did_not_uphold_never_takes_effect():
    case = ruled()
    with clock.fixed(date(2025, 4, 3)):
        case = walk(walk(case, "remedy_served"), "remedy_result_served", outcome="revoked")
    with clock.fixed(date(2025, 6, 3)):
        assert settle_decisions() == 0
        with pytest.raises(GuardRefused, match="没有维持决定"):
            walk(case, "bind")
        assert walk(case, "revoke").outcome == "revoked"


def test_a_suit_that_becomes_known_too_late_takes_the_effect_back():
    case = ruled()
    with clock.fixed(date(2025, 4, 8)):
        settle_decisions()
    with clock.fixed(date(2025, 4, 10)):
        case.refresh_from_db()
        case = walk(case, "remedy_effective", accepted_on="2025-04-07")
        decision = Decision.objects.get(case=case)
        assert (case.state, decision.effective_on, decision.final_on) == ("served", None, None)
        assert EventRow.objects.filter(name="enforcement.decision_contested").count() == 1
        assert settle_decisions() == 0


@pytest.mark.parametrize(
    ("kind", "outcome", "until"),
    [
        ("reconsideration", "maintained", date(2022, 6, 16)),  # ended 1 June: fifteen days to sue
        ("reconsideration", "withdrawn", date(2022, 9, 1)),  # as if nobody had asked
        ("litigation", "maintained", date(2022, 5, 31)),  # the judgment of 1 June ends it
        ("litigation", "revoked", None),
    ],
)
def test_how_long_a_penalty_can_be_contested(kind, outcome, until):
    case = punished()
    decision = Decision.objects.get(case=case)
    assert decision.effective_on == date(2022, 3, 1) and decision.contest_until == date(2022, 9, 1)
    with clock.fixed(date(2022, 4, 1)):
        case = walk(case, "remedy_served", kind=kind)
        assert finality_of(decision).until is None
    with clock.fixed(date(2022, 6, 1)):
        walk(case, "remedy_result_served", outcome=outcome, on="2022-06-01")
    decision.refresh_from_db()
    assert decision.contest_until == until


def test_a_surcharge_stands_still_while_the_penalty_is_contested_since_2021():
    """Payable to 16 March; ten days late on 26 March, of which five in reconsideration."""
    case = punished()
    with clock.fixed(date(2022, 3, 22)):
        case = walk(case, "remedy_served", kind="reconsideration")
    fine = Decimal(80_000)
    assert surcharge_of(case, date(2022, 3, 26)) == fine * 5 * 3 / 100
    old = punished(on=date(2018, 3, 1))
    with clock.fixed(date(2018, 3, 22)):
        old = walk(old, "remedy_served", kind="reconsideration")
    assert surcharge_of(old, date(2018, 3, 16) + timedelta(days=10)) == fine * 10 * 3 / 100
