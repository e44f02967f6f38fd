"""The register of parties as enterprises that ask for accounts meet it."""

import pytest

from qingzhi.base.identity.actions import approve_application, ask_for_account
from qingzhi.base.identity.holders import holder_register
from qingzhi.base.identity.models import Role
from qingzhi.base.identity.refusals import ApplicationUnfit
from qingzhi.base.identity.testing import a_role, an_actor
from qingzhi.base.permits import PUBLIC, SYSTEM, Scope
from qingzhi.domains.parties.actions import merge_parties, register_party
from qingzhi.domains.parties.actions.account_holders import AccountHolders
from qingzhi.domains.parties.models import Party
from qingzhi.domains.parties.rules.credit_code import with_check_digit
from qingzhi.domains.parties.testing import make_party

pytestmark = pytest.mark.django_db
CODE = with_check_digit("91632100", 7)
NAME = "青海某某种业有限公司"


@pytest.fixture
def register():
    return AccountHolders()


def test_it_is_the_register_that_identity_asks():
    assert isinstance(holder_register(), AccountHolders)


def test_a_wrong_code_is_told():
    assert "校验码" in AccountHolders().fault(CODE[:-1] + ("0" if CODE[-1] != "0" else "1"))
    assert AccountHolders().fault(AccountHolders().canonical(f" {CODE.lower()} ")) == ""
    with pytest.raises(ApplicationUnfit):
        ask_for_account(actor=PUBLIC, credit_code="91", name=NAME, contact="李某", phone="09711234567", reason="申报")


def test_an_unknown_enterprise_is_entered_once(register):
    assert register.find(CODE, NAME) is None
    subject = register.enter(actor=SYSTEM, code=CODE, name=NAME, reason="申请")
    assert register.enter(actor=SYSTEM, code=CODE, name="别的名称", reason="申请") == subject
    party = Party.objects.get()
    assert (party.subject_id, party.credit_code, party.kind) == (subject, CODE, "enterprise")


def test_a_namesake_without_a_code_is_given_it(register):
    party = register_party(actor=SYSTEM, kind="enterprise", name=NAME)
    found = register.find(CODE, NAME)
    assert (found.subject_id, found.by_code) == (party.subject_id, False)
    assert register.enter(actor=SYSTEM, code=CODE, name=NAME, reason="申请") == party.subject_id
    party.refresh_from_db()
    assert party.credit_code == CODE


def test_a_namesake_with_another_code_is_another_enterprise(register):
    other = register_party(actor=SYSTEM, kind="enterprise", name=NAME, credit_code=with_check_digit("91632100", 8))
    assert register.find(CODE, NAME) is None
    assert register.enter(actor=SYSTEM, code=CODE, name=NAME, reason="申请") != other.subject_id


def test_a_merged_record_answers_with_the_one_that_stands(register):
    merged, root = make_party(NAME, credit_code=CODE), make_party("青海某某集团有限公司")
    merge_parties(actor=SYSTEM, party=merged, into=root, reason="同一主体")
    assert register.find(CODE).subject_id == root.subject_id != merged.subject_id


def test_from_application_to_mandate():
    a_role("applicant", scope=Scope.BODY)
    Role.objects.update(by_mandate=True)
    guard = an_actor("guard", "identity.application.decide", duty="security")
    row = ask_for_account(actor=PUBLIC, credit_code=CODE, name=NAME, contact="李某", phone="09711234567", reason="申报")
    row, password = approve_application(actor=guard, application=row)
    assert password and row.mandate.subject.party.credit_code == CODE
