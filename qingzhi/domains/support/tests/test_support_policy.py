"""Policies that ended are refused by date; caps and sizes follow the day; every number comes from a row."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.domains.parties.testing import make_party

from ..actions.computing import recompute
from ..models import Call
from ..queries.holders import reasons_against_applicant
from ..queries.offers import policy_end
from ..queries.rulings import Rulings
from ..terms import Act, SubsidyType
from ..testing import make_applicant, make_application, make_call, make_granted, make_rules

pytestmark = pytest.mark.django_db
BEFORE, AFTER, LATER = date(2021, 6, 29), date(2021, 6, 30), date(2026, 1, 1)
ENDS = [
    (BEFORE, "patent.invention", "application", True), (AFTER, "patent.invention", "application", False),
    (BEFORE, "patent.utility", "grant", True), (AFTER, "patent.utility", "grant", False),
    (BEFORE, "patent.design", "grant", True), (AFTER, "patent.design", "grant", False),
    (BEFORE, "patent.invention", "maintenance", True), (AFTER, "patent.invention", "maintenance", False),
    (AFTER, "patent.invention", "grant", True), (AFTER, "patent.invention", "overseas", True),
    (LATER, "patent.invention", "grant", False), (LATER, "software", "recording", True),
    (date(2018, 7, 1), "patent.utility", "grant", True),
]  # fmt: skip


@pytest.mark.parametrize(("on", "kind", "act", "paid"), ENDS)
def test_policy_by_date(on, kind, act, paid):
    make_rules()
    found = policy_end(SubsidyType(kind), Act(act), Rulings(on))
    assert (found == "") is paid
    if not paid:
        assert "国知发保字〔2021〕1号" in found and "待核对" in found


def test_the_share_of_the_official_fee_begins_with_the_rule():
    make_rules()
    assert Rulings(BEFORE).ask("caps", scheme="patent", act="grant").get("fee_share") is None
    assert Rulings(AFTER).ask("caps", scheme="patent", act="grant").get("fee_share") == 50
    assert Rulings(AFTER).ask("caps", scheme="sme", act="registration").get("fee_share") is None


def test_a_case_keeps_the_rules_that_it_began_under():
    with clock.fixed(date(2018, 6, 4)):
        call, party = make_call(), make_applicant()
        made = make_application(call, party, [make_granted(party)], to="formal")
    assert recompute(made, AFTER) == 3000  # no share of the fee in 2018


def test_the_holders_year_and_the_budget():
    with clock.fixed(date(2018, 6, 4)):
        call, party = make_call(budget=5000), make_applicant()
        made = make_application(call, party, [make_granted(party), make_granted(party)], to="formal")
        assert [one.amount for one in made.claims.all()] == [Decimal(3000), Decimal(2000)]
        line = made.claims.last().lines.get(binding=True)
        assert line.code == "budget" and line.label == "剩余预算"


SIZES = [("micro", True), ("small", True), ("medium", True), ("large", False), ("", False)]


@pytest.mark.parametrize(("size", "fits"), SIZES)
def test_only_small_enterprises_for_marks_and_copyright(size, fits):
    make_rules()
    with clock.fixed(date(2018, 6, 4)):
        call = make_call(scheme="sme", items=[("software", "recording")])
    party = make_applicant()
    party.size = size
    found = reasons_against_applicant(Call.objects.get(pk=call.pk), party, Rulings(date(2018, 6, 4)))
    assert (not found) is fits


def test_kinds_and_places():
    with clock.fixed(date(2018, 6, 4)):
        call = make_call(applicants=["university"])
        party = make_party("青海示例大学", kind="university")
        rulings = Rulings(date(2018, 6, 4))
        assert reasons_against_applicant(call, party, rulings) == []
        (told,) = reasons_against_applicant(call, make_applicant(), rulings)
        assert told == "申报主体限高等院校，贵单位登记为企业"
