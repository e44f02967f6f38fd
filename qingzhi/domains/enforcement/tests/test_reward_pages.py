"""The pages of rewards: the reporter's by code, the desk's without a name."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.engine.procedures.diagram import diagram_of

from ..actions.rewards import claim_reward
from .test_rewards import ACCOUNT, approved, body, load_reward_rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july(db):
    with clock.fixed(date(2018, 7, 2)):
        load_reward_rules()
        yield


def test_the_reporter_claims_on_the_page_of_the_code(client):
    dossier = approved()
    client.post(reverse("procedures:progress"), {"code": dossier.complaint.case.receipt_code})
    assert client.get(reverse("procedures:progress")).url == reverse("enforcement:follow")
    page = client.get(reverse("enforcement:follow"))
    assert "1,800.00" in page.content.decode() and "申领" in page.content.decode()
    answer = client.post(reverse("enforcement:claim_reward"), ACCOUNT)
    assert answer.status_code == 302
    shown = client.get(reverse("enforcement:follow")).content.decode()
    assert "财务正在办理" in shown and ACCOUNT["number"] not in shown


def test_the_desk_sees_the_reward_and_never_who(client, django_assert_max_num_queries):
    dossier = approved()
    claim_reward(complaint=dossier.complaint, **ACCOUNT)
    user = an_account("cashier", "出纳")
    a_post(
        user,
        a_role(
            "cashier", "enforcement.reward.view", "enforcement.reward.pay", "procedures.case.view", scope=Scope.BODY
        ),
        body(),
    )
    desk = signed_in(client, user)
    with django_assert_max_num_queries(15):
        listed = desk.get(reverse("enforcement:rewards")).content.decode()
    case = desk.get(reverse("procedures:case", args=[dossier.case_id])).content.decode()
    assert dossier.case.number in listed and "身份已封存" in case and "查看收款账户" in case
    assert not any(secret in listed + case for secret in ACCOUNT.values())
    address = reverse("enforcement:reward_account", args=[dossier.pk])
    assert ACCOUNT["number"] not in desk.get(address).content.decode()
    assert ACCOUNT["number"] in desk.post(address, {"purpose": "发放奖励"}).content.decode()


def test_who_pays_sees_no_picture_of_steps_that_it_may_not_see():
    dossier = approved()
    claim_reward(complaint=dossier.complaint, **ACCOUNT)
    url = reverse("procedures:case", args=[dossier.case_id])
    finance, office = (
        _browser(name, permit).get(url).content.decode()
        for name, permit in (("payer", "enforcement.reward.pay"), ("clerk", "procedures.case.handle"))
    )
    assert not diagram_of(dossier.case.declared, for_public=True).lines
    assert "登记发放" in finance and "流程和现在的位置" not in finance and 'href="#flow"' not in finance
    assert "流程和现在的位置" in office


def _browser(name, permit):
    user = an_account(name, name)
    a_post(user, a_role(f"role-{name}", "enforcement.reward.view", "tasks.view", permit, scope=Scope.BODY), body())
    return signed_in(Client(), user)
