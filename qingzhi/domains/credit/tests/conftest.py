"""June 2018 with the rules of credit; the table of the sample's cases, on which decisions hang."""

from datetime import date

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_mandate, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.engine.procedures.testing import create_sample_table

from ..testing import DESK, make_firm, make_rules, office


@pytest.fixture(scope="session")
def _sample_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        create_sample_table()


@pytest.fixture
def june(db):
    with clock.fixed(date(2018, 6, 4)):
        make_rules()
        yield


@pytest.fixture
def june_desk(june):
    """The browser of who keeps the archives."""
    user = an_account("credit-desk", "常经办")
    a_post(user, a_role("credit-desk", *DESK), office())
    return signed_in(Client(), user)


@pytest.fixture
def firm(june):
    return make_firm()


@pytest.fixture
def own(firm):
    """The browser of who acts for the firm."""
    user = an_account("credit-own", "企业经办")
    role = a_role("credit-own", "credit.own", "procedures.case.file", "tasks.view", scope=Scope.BODY, home="applicant")
    a_mandate(user, role, firm.subject)
    return signed_in(Client(), user)
