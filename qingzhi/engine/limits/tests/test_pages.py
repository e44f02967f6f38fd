"""Pages of limits: the table, the calendar, how a day is counted."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Grant, Person, Post, Role, Subject, User
from qingzhi.base.regions.models import Region
from qingzhi.engine.limits.models import DayOverride, LimitRule, YearArrangement
from qingzhi.engine.limits.testing import make_limit

pytestmark = pytest.mark.django_db
ALL = ("limits.view", "limits.rules.manage", "limits.calendar.manage")


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def sign_in(client):
    def sign(*permits):
        region = Region.objects.create(code="990000", name="甲省", short_name="甲省", level="province", source="测试")
        role = Role.objects.create(code="office", name="计划办")
        for code in permits:
            Grant.objects.create(role=role, permit=code, scope="all")
        subject = Subject.objects.create(kind="body", display_name="甲局")
        body = Body.objects.create(
            subject=subject, code="jia", name="甲局", short_name="甲局", kind="other", region=region
        )
        name = "张某某（示例）"
        person = Person.objects.create(subject=Subject.objects.create(kind="person", display_name=name), name=name)
        Post.objects.create(person=person, body=body, role=role, valid_from=date(2017, 1, 1))
        user = User.objects.create(username="zhang", person=person, created_at=clock.now())
        client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
        return client

    return sign


def test_the_table_shows_length_validity_and_source(sign_in, django_assert_max_num_queries):
    make_limit(source="某号文件第三条")
    client = sign_in("limits.view")
    with django_assert_max_num_queries(15):
        page = client.get("/limits/").content.decode()
    assert "10 个工作日" in page
    assert "某号文件第三条" in page
    assert "修订或确认" not in page
    assert client.get("/limits/rules/tests.answer/amend/").status_code == 403


def test_a_due_date_explains_itself(sign_in):
    make_limit()
    page = sign_in("limits.view").get("/limits/count/?code=tests.answer&start=2018-09-28").content.decode()
    assert "2018年10月17日到期" in page
    assert "国庆节" in page


def test_a_limit_is_confirmed_with_its_source(sign_in):
    make_limit()
    client = sign_in(*ALL)
    asked = {"value": 10, "unit": "day", "counting": "working", "valid_from": "2018-08-01", "source": "某号文件"}
    assert client.post("/limits/rules/tests.answer/amend/", asked).url == "/limits/"
    assert LimitRule.objects.get(valid_to=None).status == "confirmed"
    refused = client.post("/limits/rules/tests.answer/amend/", {**asked, "valid_from": "2018-07-01"})
    assert refused.status_code == 409
    assert "某号文件" in refused.content.decode()


def test_the_calendar_is_filled_and_confirmed(sign_in):
    client = sign_in(*ALL)
    assert "国庆节" in client.get("/limits/calendar/?year=2018").content.decode()
    asked = {"day": "2090-10-02", "kind": "rest", "name": "国庆节", "region": "", "source": "国办发明电〔2089〕1号"}
    assert client.post("/limits/calendar/?year=2090", asked).url == "/limits/calendar/?year=2090"
    page = client.get("/limits/calendar/?year=2090").content.decode()
    assert "确认本年安排完整" in page
    client.post("/limits/calendar/2090/confirm/", {"source": "国办发明电〔2089〕1号"})
    assert YearArrangement.objects.get().year == 2090
    client.post(f"/limits/calendar/{DayOverride.objects.get().pk}/remove/")
    assert not DayOverride.objects.exists()
    wrong = client.post("/limits/calendar/?year=2090", {**asked, "day": "昨天"})
    assert "昨天" in wrong.content.decode()


def test_who_may_only_look_cannot_write(sign_in):
    client = sign_in("limits.view")
    client.post("/limits/calendar/?year=2090", {"day": "2090-10-02", "kind": "rest", "name": "x", "source": "x"})
    assert not DayOverride.objects.exists()
    assert client.post("/limits/calendar/2090/confirm/", {"source": "x"}).status_code == 403


@pytest.mark.parametrize("year", ["", "x", "99999", "1000", "²⁰¹⁸"])
def test_a_strange_year_is_this_year(sign_in, year):
    assert sign_in("limits.view").get("/limits/calendar/", {"year": year}).context["year"] == 2018
