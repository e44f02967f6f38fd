"""The credit check asks the archive: a listed party's subsidy is refused with its reason, passes after repair, and is logged."""

from datetime import date

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_mandate, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.domains.credit.access import visible_readings
from qingzhi.domains.credit.testing import clerk as credit_clerk
from qingzhi.domains.credit.testing import make_listing, make_repair
from qingzhi.domains.credit.testing import make_rules as make_credit_rules
from qingzhi.engine.procedures.refusals import GuardRefused

from ..actions import submit_application
from ..testing import applicant, make_applicant, make_application, make_call, make_granted
from ..testing.award_steps import step
from ..testing.awards import make_award_round, make_nomination

pytestmark = pytest.mark.django_db


def browser_of(party):
    user = an_account("firm-credit", "企业经办")
    role = a_role("firm-credit", "support.apply", "credit.own", scope=Scope.BODY, home="applicant")
    a_mandate(user, role, party.subject)
    return signed_in(Client(), user)


def test_a_listed_party_gets_its_subsidy_after_its_repair():
    with clock.fixed(date(2018, 3, 5)):
        make_credit_rules()
        call, party = make_call(), make_applicant()
        made = make_application(call, party, [make_granted(party)])
        listing = make_listing(party)
        with pytest.raises(
            GuardRefused, match=r"信用档案：在失信认定期限内（信用承诺不实或未履行承诺.*自 2018-09-05 起可申请信用修复"
        ):
            submit_application(actor=applicant(party), application=made, promised=True)
        made.case.refresh_from_db()
        assert made.case.state == "draft"
        page = browser_of(party).get(f"/support/mine/calls/{call.pk}/").content.decode()
        assert "信用核查不通过，现在不能提交" in page and "自 2018-09-05 起可申请信用修复" in page
    with clock.fixed(date(2018, 9, 5)):
        make_repair(party, listing)
        made = submit_application(actor=applicant(party), application=made, promised=True)
    assert made.case.state == "formal" and made.credit_answers.startswith("信用档案：信用等级A")
    reading = visible_readings(credit_clerk()).get(by__startswith="信用核查")
    assert reading.purpose == f"资助申报信用核查（{made.case.number}）" and reading.answer == made.credit_answers


def test_what_another_holder_did_bars_nobody():
    with clock.fixed(date(2018, 3, 5)):
        make_credit_rules()
        make_listing(make_applicant())
        call, party = make_call(), make_applicant()
        made = make_application(call, party, [make_granted(party)], to="formal")
        assert made.credit_answers == "信用档案：没有信用档案记录（2018-03-05）"


def test_a_listed_holder_is_given_no_award():
    with clock.fixed(date(2018, 7, 2)):
        one = make_nomination(make_award_round(), to="checking")
        make_credit_rules()
        make_listing(one.holder)
        with pytest.raises(GuardRefused, match="信用核查：在失信认定期限内"):
            step(one, "confirm_register")
