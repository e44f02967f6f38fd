"""Pages of texts and of how mail comes."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.engine.messages.models import MailChoice, MessageText
from qingzhi.engine.messages.testing import make_recipient  # noqa: F401  (declares tests.note)

pytestmark = pytest.mark.django_db
URL = "/messages/texts/tests.note/"


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def keeper(client):
    user = an_account("zhang")
    a_post(user, a_role("keeper", "messages.templates.manage"), a_body())
    return signed_in(client, user)


def test_texts_are_shown_edited_and_ended(keeper, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        assert "测试消息" in keeper.get("/messages/texts/").content.decode()
    assert "{title}" in keeper.get(URL).content.decode()
    sent = {"heading": "{title}", "body": "{text}", "short": "请看：{title}", "note": "加一句话"}
    assert keeper.post(URL, {**sent, "short": "{secret}"}).status_code == 409
    assert keeper.post(URL, sent).status_code == 302
    assert "请看：{title}" in keeper.get(URL).content.decode()
    keeper.post(f"/messages/texts/{MessageText.objects.get().pk}/end/")
    assert "现行：内置文字" in keeper.get(URL).content.decode()
    assert keeper.get("/messages/texts/nothing/").status_code == 404


def test_somebody_chooses_how_mail_comes(keeper):
    assert "每天汇总成一封" in keeper.get("/messages/choices/").content.decode()
    keeper.post("/messages/choices/", {"mail": "daily"})
    assert MailChoice.objects.get().mail == "daily"
