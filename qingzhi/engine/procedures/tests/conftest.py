"""The sample procedure with its table and limits."""

import pytest

from qingzhi.base.identity.testing import (
    a_body,
    a_mandate,
    a_party_subject,
    a_post,
    a_role,
    an_account,
    signed_in,
)
from qingzhi.base.permits import Scope
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.procedures.testing import create_sample_table, make_sample_case, register_sample

from .people import DESK, a_pdf


@pytest.fixture(scope="session")
def _sample_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        create_sample_table()


@pytest.fixture
def sample(_sample_table, db):
    """The sample procedure; its limits are 5 and 20 working days."""
    for code, value in (("sample.acceptance", 5), ("sample.decision", 20)):
        LimitRule.objects.create(
            code=code, title="示例期限", value=value, unit="day", counting="working", source="测试", status="confirmed"
        )
    return register_sample()


@pytest.fixture
def firm():
    return a_party_subject()


@pytest.fixture
def officer(client):
    user = an_account("officer", "王经办")
    a_post(user, a_role("officer", *DESK, scope=Scope.BODY), a_body())
    return user


@pytest.fixture
def applicant(firm):
    user = an_account("applicant", "李申请")
    role = a_role("applicant-test", "procedures.case.file", "tasks.view", scope=Scope.BODY, home="applicant")
    type(role).objects.filter(pk=role.pk).update(by_mandate=True)
    a_mandate(user, role, firm)
    return user


@pytest.fixture
def desk(client, officer):
    return signed_in(client, officer)


@pytest.fixture
def own(applicant):
    from django.test import Client

    return signed_in(Client(), applicant)


@pytest.fixture
def case(firm):
    return make_sample_case(body=a_body(), applicant=firm, title="示例科技的申请")


@pytest.fixture
def submitted(case, own):
    own.post(f"/cases/{case.pk}/attach/proof/", {"file": a_pdf()})
    own.post(f"/cases/{case.pk}/steps/submit/", {"revision": "0"})
    case.refresh_from_db()
    assert case.state == "submitted"
    return case
