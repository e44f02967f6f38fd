"""The register's pages: who opens them, what they write, what they cost, what the public does not see."""

from datetime import date

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_mandate, a_post, a_region, a_role, an_account, signed_in
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.domains.talent import actions
from qingzhi.domains.talent.models import Expert, ExpertRelation
from qingzhi.domains.talent.testing import make_expert
from qingzhi.engine.limits.testing import make_limit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    a_region()
    with clock.fixed(date(2018, 7, 2)):
        yield


def somebody(name, *permits):
    user = an_account(name, name)
    a_post(user, a_role(name, *permits), a_body())
    return signed_in(Client(), user)


@pytest.fixture
def keeper():
    return somebody("keeper", "talent.view", "talent.register")


def read(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return answer.content.decode()


def test_an_expert_is_registered_corrected_and_retired_by_the_pages(keeper):
    given = {
        "name": "王致远", "employer": "青海示例大学", "title": "教授", "ipc": "A23C，C01D", "discipline": "盐湖化工",
        "valid_from": "2018-07-01", "valid_to": "2020-07-01",
    }  # fmt: skip
    assert keeper.post("/talent/experts/register/", given).status_code == 302
    one = Expert.objects.get()
    url = f"/talent/experts/{one.pk}/"
    assert {each.symbol for each in one.fields.all()} == {"A23C", "C01D", "盐湖化工"}
    answer = keeper.post("/talent/experts/register/", given)
    assert answer.status_code == 200 and "确为不同的人" in answer.content.decode()
    keeper.post(f"{url}change/", {"name": "王致远", "title": "二级教授", "reason": "晋升"})
    keeper.post(f"{url}employment/", {"employer": "示例研究所", "valid_from": "2012-01-01"})
    post = one.employments.get(employer="示例研究所")
    keeper.post(f"{url}employment/{post.pk}/end/", {"on": "2016-01-01"})
    keeper.post(f"{url}relation/", {"kind": "kin", "name": "李明", "source": "来信反映"})
    keeper.post(f"{url}engagement/", {"kind": "advice", "title": "盐湖产业论证", "began_on": "2018-06-01"})
    keeper.post(
        f"{url}policy/", {"title": "柔性引才补贴", "basis": "示例文件", "valid_from": "2018-01-01", "amount": "30000"}
    )
    keeper.post(f"{url}renew/", {"valid_to": "2021-07-01"})
    shown = read(keeper, url)
    for words in (
        "二级教授",
        "示例研究所",
        "已离任",
        "近亲属：李明",
        "盐湖产业论证",
        "柔性引才补贴",
        "聘期至 2021-07-01",
        "续聘专家",
    ):
        assert words in shown, words
    refused = keeper.post(f"{url}renew/", {"valid_to": "2019-01-01"})
    assert "须晚于现聘期" in refused.content.decode()
    keeper.post(f"{url}retire/", {"reason": "本人申请", "on": "2018-07-02"})
    assert "已退出" in read(keeper, url)
    assert f"{url}employment/" not in read(keeper, url), "nothing is written to who has left"


def test_an_expert_sees_and_declares_for_himself_alone(keeper):
    one, other = make_expert("王致远"), make_expert("卓玛措")
    user = an_account("expert", "王致远")
    a_mandate(user, a_role("expert", "talent.declare", scope=Scope.BODY, home="expert"), one.subject)
    own = signed_in(Client(), user)
    assert own.get("/talent/experts/mine/").url == f"/talent/experts/{one.pk}/"
    assert "变更记录" not in read(own, f"/talent/experts/{one.pk}/")
    own.post(f"/talent/experts/{one.pk}/relation/", {"kind": "student", "name": "才让"})
    assert ExpertRelation.objects.get().source == "专家本人申报"
    for url in (f"/talent/experts/{other.pk}/", f"/talent/experts/{other.pk}/relation/"):
        assert own.get(url).status_code == 404
    assert own.get(f"/talent/experts/{one.pk}/change/").status_code in (403, 404)


def test_the_register_and_its_ties_are_nobody_elses(keeper):
    one = make_expert("王致远")
    actions.declare_relation(actor=SYSTEM, expert=one, kind="kin", name="李明", source="来信")
    for url in ("/talent/experts/", f"/talent/experts/{one.pk}/", "/talent/experts/register/"):
        assert Client().get(url).status_code == 302, "strangers sign in first"
        assert somebody(f"other-{url}", "tasks.view").get(url).status_code in (403, 404)
    viewer = somebody("viewer", "talent.view")
    assert "登记专家" not in read(viewer, "/talent/experts/")
    assert viewer.post(f"/talent/experts/{one.pk}/retire/", {"reason": "x", "on": "2018-07-02"}).status_code == 403


def test_the_list_finds_terms_that_end_and_costs_little(keeper, django_assert_max_num_queries):
    make_limit("talent.term.remind.first", 60, counting="calendar")
    for number in range(30):
        make_expert(f"专家{number}", employer=f"单位{number}")
    make_expert("将满", valid_to=date(2018, 8, 1)), make_expert("已满", valid_to=date(2018, 7, 1))
    keeper.get("/talent/experts/")
    with django_assert_max_num_queries(15):
        assert "专家1" in read(keeper, "/talent/experts/")
    assert "将满" in read(keeper, "/talent/experts/?term=ending") and "已满" not in read(
        keeper, "/talent/experts/?term=ending&q=已"
    )
    assert "已满" in read(keeper, "/talent/experts/?term=over&q=已满")
    one = Expert.objects.get(name="专家1")
    with django_assert_max_num_queries(15):
        read(keeper, f"/talent/experts/{one.pk}/")
