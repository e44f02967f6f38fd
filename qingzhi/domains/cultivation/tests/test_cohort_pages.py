"""Pages of rolls: drawn up, frozen, opened to enterprises and applications, called on; what they cost."""

from datetime import date, datetime

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.models import User
from qingzhi.base.identity.testing import BACKEND, a_body, a_region, an_actor
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.domains.cultivation.actions.outreach import ask_outreach
from qingzhi.domains.cultivation.models import CohortRoll, OutreachCall
from qingzhi.domains.cultivation.testing import HAIDONG, make_cohort, make_enterprise, make_limit, make_roll

pytestmark = pytest.mark.django_db
VIEW, MANAGE, ASK, ANSWER = (
    f"cultivation.{one}" for one in ("cohort.view", "cohort.manage", "outreach.ask", "outreach.answer")
)


@pytest.fixture(autouse=True)
def today():
    with clock.fixed(datetime(2018, 7, 2, 9, 0)):
        make_limit()
        a_body("ip-630200", "海东市局", a_region("630200", "海东市", a_region()))
        make_enterprise("青海示例锂业有限公司", date(2017, 3, 1), date(2018, 1, 5), date(2018, 3, 1))
        make_enterprise("青海示例藏毯有限公司", place=HAIDONG)
        yield


def browser(name, *permits, scope=Scope.ALL, body=None):
    an_actor(name, *permits, scope=scope, body=body)
    client = Client()
    client.force_login(User.objects.get(username=name), backend=BACKEND)
    return client


def haidong():
    return browser("haidong", VIEW, ANSWER, scope=Scope.REGION, body=a_body("ip-630200"))


def test_a_roll_is_drawn_up_frozen_and_opened(django_assert_max_num_queries):
    office = browser("office", VIEW, MANAGE, ASK, "parties.view")
    cohort = make_cohort()
    assert "还没有编制名单" in office.get("/cultivation/cohorts/").content.decode()
    refused = office.post(
        "/cultivation/cohorts/draw/", {"cohort": cohort.pk, "year": 2019, "basis": "公告"}
    ).content.decode()
    assert "至今年之间" in refused
    made = office.post(
        "/cultivation/cohorts/draw/", {"cohort": cohort.pk, "year": 2018, "basis": "公告", "from_register": "on"}
    )
    roll = CohortRoll.objects.get()
    assert made.url == f"/cultivation/cohorts/{roll.pk}/"
    assert "待冻结" in office.get(made.url).content.decode()
    assert "没有这个企业" in office.post(f"{made.url}add/", {"enterprise": "没有", "basis": "公告"}).content.decode()
    assert office.post(f"{made.url}freeze/").url == made.url
    page = office.get(made.url).content.decode()
    for said in ("当年 2 件，上年同期 1 件，增长 100.0%；达到年增 30% 的要求", "零申请", "自己与自己比", "海东"):
        assert said in page
    assert "青海示例锂业有限公司" not in office.get(f"{made.url}?zero=1").content.decode()
    assert office.get(f"{made.url}applications/?side=this").content.decode().count("/rights/") >= 2
    assert "2018-01-05" in office.get(f"/cultivation/cohorts/members/{roll.members.first().pk}/").content.decode()
    assert "100.0%" in office.get("/cultivation/cohorts/").content.decode()
    for url in (made.url, "/cultivation/cohorts/", f"{made.url}applications/"):
        with django_assert_max_num_queries(15):
            assert office.get(url).status_code == 200


def test_a_prefecture_calls_on_its_own_enterprises(django_assert_max_num_queries):
    roll, client = make_roll(), haidong()
    office = browser("office", VIEW, ASK)
    assert office.post(f"/cultivation/cohorts/{roll.pk}/outreach/").url == f"/cultivation/cohorts/{roll.pk}/"
    call = OutreachCall.objects.get()
    page = client.get(f"/cultivation/outreach/?roll={roll.pk}&state=open").content.decode()
    assert "青海示例藏毯有限公司" in page and "待走访 1 家" in page
    assert client.post(f"/cultivation/outreach/{call.pk}/", {"outcome": "nothing", "note": " "}).status_code == 200
    assert OutreachCall.objects.filter(answered_at=None).exists()
    answered = client.post(f"/cultivation/outreach/{call.pk}/", {"outcome": "nothing", "note": "以贸易为主"})
    assert answered.status_code == 302
    assert "以贸易为主" in client.get(f"/cultivation/outreach/{call.pk}/").content.decode()
    assert "青海示例锂业有限公司" not in client.get(f"/cultivation/cohorts/{roll.pk}/").content.decode()
    with django_assert_max_num_queries(15):
        client.get("/cultivation/outreach/")


def test_who_may_not_is_refused():
    roll, client = make_roll(), haidong()
    ask_outreach(actor=SYSTEM, roll=roll)
    member = roll.members.get(name="青海示例锂业有限公司")
    call = OutreachCall.objects.get()
    for path in (
        "draw/",
        f"{roll.pk}/add/",
        f"{roll.pk}/freeze/",
        f"{roll.pk}/count/",
        f"{roll.pk}/outreach/",
        f"members/{member.pk}/remove/",
    ):
        assert client.get(f"/cultivation/cohorts/{path}").status_code == 403, path
    assert client.get(f"/cultivation/cohorts/members/{member.pk}/").status_code == 404
    xining = browser(
        "xining", VIEW, ANSWER, scope=Scope.REGION, body=a_body("ip-630100", "西宁市局", a_region("630100", "西宁市"))
    )
    assert xining.get(f"/cultivation/outreach/{call.pk}/").status_code == 404
    reader = browser("reader", VIEW)
    reader.post(f"/cultivation/outreach/{call.pk}/", {"outcome": "nothing", "note": "越权"})
    call.refresh_from_db()
    assert call.answered_at is None
    assert browser("nobody", "parties.view").get("/cultivation/cohorts/").status_code == 403
