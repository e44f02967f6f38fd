"""Pages of messages."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.identity.models import User
from qingzhi.engine.messages.listings import masked
from qingzhi.engine.messages.testing import make_message, make_recipient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def person():
    return make_recipient()


@pytest.fixture
def signed_in(client, person):
    user = User.objects.create(username="zhang", person=person, created_at=clock.now())
    client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    return client


def test_reading_a_message(signed_in, person, django_assert_max_num_queries):
    message = make_message(person, "督办单待签收", text="请于3日内签收。", url="/inbox/")
    foreign = make_message(make_recipient("李某某（示例）"), "别人的消息")
    with django_assert_max_num_queries(15):
        page = signed_in.get("/messages/").content.decode()
    assert "督办单待签收" in page
    assert "别人的消息" not in page
    assert "1 条未读" in page
    assert "请于3日内签收。" in signed_in.get(f"/messages/{message.pk}/").content.decode()
    message.refresh_from_db()
    assert message.is_read
    assert signed_in.get(f"/messages/{foreign.pk}/").status_code == 404


def test_reading_all(signed_in, person):
    make_message(person), make_message(person)
    assert signed_in.post("/messages/read-all/").url == "/messages/"
    assert "没有未读消息" in signed_in.get("/messages/").content.decode()
    assert signed_in.get("/messages/read-all/").status_code == 405


def test_the_outbox_is_for_administrators(signed_in):
    assert signed_in.get("/messages/outbox/").status_code == 403


def test_strangers_are_sent_to_sign_in(client):
    assert client.get("/messages/").status_code == 302


def test_masking():
    assert masked("zhangsan@example.gov.cn") == "zh***@example.gov.cn"
    assert masked("13800001234") == "138****1234"
    assert masked("x") == "***"
