"""What the case page of a subsidy asks, in the states in which it is read most."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_post, a_role, an_account, signed_in

from ..testing import DESK, make_applicant, make_application, make_call, make_granted, office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["formal", "publicity"])
def test_a_case_page_asks_less_than_twenty_times(client, state, django_assert_max_num_queries):
    with clock.fixed(date(2018, 6, 4)):
        party = make_applicant("青海示例藏药有限公司")
        case = make_application(make_call(), party, [make_granted(party), make_granted(party)], to=state).case
        user = an_account("wang", "王经办")
        a_post(user, a_role("office", *DESK, "procedures.case.view", "procedures.case.suspend"), office())
        desk = signed_in(client, user)
        desk.get(f"/cases/{case.pk}/")
        with django_assert_max_num_queries(19):
            assert desk.get(f"/cases/{case.pk}/").status_code == 200
