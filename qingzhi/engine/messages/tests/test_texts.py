"""Texts of messages: declared, edited, dated; what is refused; what a text message says."""

import json
from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.testing import an_actor
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.engine.messages import queries
from qingzhi.engine.messages.actions import deliver_outbox, edit_text, end_text, send
from qingzhi.engine.messages.kinds import MessageKind, message_kind
from qingzhi.engine.messages.models import MessageText
from qingzhi.engine.messages.refusals import TextDayWrong, TextNotFit
from qingzhi.engine.messages.rules.texts import TextWrong, asked_in, filled, sms_parts
from qingzhi.engine.messages.testing import make_message, make_recipient

from .gateways import HttpServer, running

pytestmark = pytest.mark.django_db
ACCEPTED = message_kind(
    "tests.accepted", "受理通知", channels=("email", "sms"), fields=(("number", "办件编号"), ("limit", "办理期限")),
    heading="{number} 已受理", body="{title}\n办理期限{limit}。{text}", short="{number}已受理，期限{limit}",
)  # fmt: skip
GIVEN = {"number": "资助2018-0012", "limit": "20个工作日"}


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 2)):
        yield


def edit(**values):
    given = {"heading": "{number} 收到了", "body": "{text}", "short": "{number}收到", "note": "改短", **values}
    return edit_text(actor=given.pop("actor", SYSTEM), kind="tests.accepted", **given)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("没有占位符", set()),
        ("{title}：{text}", {"title", "text"}),
        ("{ title }", None),
        ("{title", None),
        ("{a.b}", None),
        ("{0}", None),
    ],
)
def test_placeholders_are_plain_names(text, names):
    if names is None:
        with pytest.raises(TextWrong):
            asked_in(text)
    else:
        assert asked_in(text) == names


def test_a_value_never_becomes_a_placeholder():
    assert filled("{title}·{text}", {"title": "{text}", "text": "甲"}) == "{text}·甲"


@pytest.mark.parametrize(("length", "parts"), [(10, 1), (66, 1), (67, 2), (130, 2), (131, 3)])
def test_parts_of_a_text_message_count_the_sign(length, parts):
    assert sms_parts("字" * length) == parts


def test_a_kind_whose_text_asks_for_something_unknown_cannot_be_declared():
    with pytest.raises(TextWrong):
        MessageKind("tests.x", "测试", short="{nothing}")


def test_a_kind_s_texts_say_what_the_sender_gave():
    found = send(recipient=make_recipient(), kind="tests.accepted", key="a", title="发明资助", values=GIVEN)
    assert found.title == "资助2018-0012 已受理"
    assert found.text == "发明资助\n办理期限20个工作日。"
    assert found.short == "资助2018-0012已受理，期限20个工作日"


def test_kinds_without_texts_of_their_own_say_title_and_text_as_before():
    found = make_message(make_recipient(), "督办单待签收", text="请于3日内签收。")
    assert (found.title, found.text, found.short, found.wording) == (
        "督办单待签收",
        "请于3日内签收。",
        "督办单待签收",
        None,
    )


def test_an_edited_text_holds_from_its_day_and_what_was_sent_stays():
    to = make_recipient()
    before = send(recipient=to, kind="tests.accepted", key="a", values=GIVEN)
    made = edit(valid_from=date(2018, 7, 5))
    assert send(recipient=to, kind="tests.accepted", key="b", values=GIVEN).wording is None
    with clock.fixed(date(2018, 7, 5)):
        after = send(recipient=to, kind="tests.accepted", key="c", values=GIVEN)
        assert send(recipient=to, kind="tests.accepted", key="a", values=GIVEN).title == before.title
    assert (after.title, after.wording) == ("资助2018-0012 收到了", made)
    assert AuditEntry.objects.filter(action="messages.edit_text").count() == 1


def test_the_same_texts_again_are_no_new_ones_and_ending_returns_to_the_declared():
    first = edit()
    assert edit() == first
    second = edit(short="{number}已收")
    first.refresh_from_db()
    assert (first.valid_to, queries.text_in_force("tests.accepted")) == (date(2018, 7, 2), second)
    end_text(actor=SYSTEM, text=second)
    assert queries.text_in_force("tests.accepted") is None


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"short": "{secret}"}, TextNotFit),
        ({"heading": "{number"}, TextNotFit),
        ({"short": "字" * 301}, TextNotFit),
        ({"note": " "}, TextNotFit),
        ({"valid_from": date(2018, 7, 1)}, TextDayWrong),
    ],
)
def test_what_is_not_fit_is_refused(values, refusal):
    with pytest.raises(refusal):
        edit(**values)
    assert not MessageText.objects.exists()


def test_only_those_who_keep_the_texts_edit_them():
    with pytest.raises(PermitRefused):
        edit(actor=an_actor("zhang", "messages.outbox.view", duty="system"))


def test_a_gateway_that_knows_texts_by_numbers_gets_number_and_values(settings):
    settings.EMAIL_HOST, settings.QINGZHI_SMS_SECRET = "", "shared key"
    edit(short="{number}收到", gateway_code="SMS_1001")
    with running(HttpServer()) as server:
        settings.QINGZHI_SMS_WEBHOOK = f"http://127.0.0.1:{server.server_address[1]}/send"
        send(recipient=make_recipient(phone="13800000000"), kind="tests.accepted", key="a", values=GIVEN)
        assert deliver_outbox() == 1
    content = json.loads(server.requests[0][1])
    assert content["text"] == "【青知】资助2018-0012收到"
    assert (content["template"], content["params"]) == ("SMS_1001", {"number": "资助2018-0012"})
