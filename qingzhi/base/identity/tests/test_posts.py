"""Acting posts: choosing among one's own, never another's; ended ones are gone at once."""

from datetime import date, timedelta

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in

URL = "/identity/my-posts/"
SWITCH = f"{URL}switch/"


@pytest.fixture
def user(db):
    user = an_account()
    a_post(user, a_role("clerk"), a_body("one", "第一局"))
    a_post(user, a_role("chief"), a_body("two", "第二局"), title="处长")
    return user


def acting(client) -> str:
    page = client.get(URL).content.decode()
    rows = [row for row in page.split("<tr>") if "正在使用" in row]
    assert len(rows) <= 1
    return rows[0] if rows else ""


def test_switching_lasts_and_is_told(client, user):
    signed_in(client, user)
    assert "第一局" in acting(client)
    second = user.person.posts.last()
    response = client.post(SWITCH, {"post": second.pk, "next": URL})
    assert response["Location"] == URL
    assert "第二局" in acting(client)
    client.post(SWITCH, {"post": second.pk})
    assert AuditEntry.objects.filter(action="identity.switch_post").count() == 1


@pytest.mark.parametrize("given", ["", "x", "0", "999999", "-1"])
def test_a_post_that_is_none_of_mine_does_not_exist(client, user, given):
    signed_in(client, user)
    assert client.post(SWITCH, {"post": given}).status_code == 404


def test_somebody_elses_post_does_not_exist_for_me(client, user):
    theirs = a_post(an_account("li", name="李四"), a_role("boss"))
    signed_in(client, user)
    assert client.post(SWITCH, {"post": theirs.pk}).status_code == 404
    session = client.session
    session["acting_post"] = theirs.pk
    session.save()
    assert "第一局" in acting(client)


def test_switching_is_a_post_and_stays_on_this_site(client, user):
    signed_in(client, user)
    assert client.get(SWITCH).status_code == 405
    second = user.person.posts.last()
    assert client.post(SWITCH, {"post": second.pk, "next": "https://evil.example/"})["Location"] == "/"


def test_a_post_ends_on_its_day(client, user):
    second = user.person.posts.last()
    second.valid_to = clock.today() + timedelta(days=1)
    second.save()
    signed_in(client, user)
    client.post(SWITCH, {"post": second.pk})
    assert "第二局" in acting(client)
    second.valid_to = clock.today()
    second.save()
    assert "第一局" in acting(client)
    assert client.post(SWITCH, {"post": second.pk}).status_code == 404


def test_a_post_begins_on_its_day(client, user):
    user.person.posts.update(valid_from=date(2999, 1, 1))
    signed_in(client, user)
    assert acting(client) == ""
    assert "未到期" in client.get(URL).content.decode()


def test_without_a_post_one_is_told_who_appoints(client, db):
    signed_in(client, an_account("new"))
    assert "岗位由安全管理员任命" in client.get(URL).content.decode()
