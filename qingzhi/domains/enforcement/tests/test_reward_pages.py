"""The page of a reward for who pays it: nobody named, and no picture of steps that it may not see."""

from datetime import date

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.engine.procedures.diagram import diagram_of

from ..actions.rewards import claim_reward
from .test_rewards import ACCOUNT, approved, body, load_reward_rules

pytestmark = pytest.mark.django_db


def browser(name: str, *permits: str) -> Client:
    user = an_account(name, name=name)
    a_post(user, a_role(f"role-{name}", "enforcement.reward.view", "tasks.view", *permits, scope=Scope.BODY), body())
    return signed_in(Client(), user)


def test_who_pays_sees_what_to_pay_and_no_picture_without_ways():
    with clock.fixed(date(2018, 7, 2)):
        load_reward_rules()
        dossier = approved()
        claim_reward(complaint=dossier.complaint, **ACCOUNT)
        url = f"/cases/{dossier.case_id}/"
        finance = browser("payer", "enforcement.reward.pay").get(url).content.decode()
        office = browser("clerk", "procedures.case.handle").get(url).content.decode()
    assert not diagram_of(dossier.case.declared, for_public=True).lines
    assert "登记发放" in finance and "身份已封存" in finance and not any(one in finance for one in ACCOUNT.values())
    assert "流程和现在的位置" not in finance and 'href="#flow"' not in finance
    assert "流程和现在的位置" in office
