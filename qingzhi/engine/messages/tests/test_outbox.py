"""Delivery against real gateways: nothing is lost when one is down, nothing is sent twice when it is up."""

import json
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from qingzhi.base import clock
from qingzhi.engine.messages.actions import deliver_outbox
from qingzhi.engine.messages.channels import sms
from qingzhi.engine.messages.models import OutboxRow
from qingzhi.engine.messages.queries import channel_states
from qingzhi.engine.messages.testing import make_message, make_recipient

from .gateways import HttpServer, SmtpServer, running

pytestmark = pytest.mark.django_db
START = datetime(2018, 7, 2, 9, 0)


def later(minutes):
    return clock.fixed(START + timedelta(minutes=minutes))


@pytest.fixture
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.QINGZHI_SMS_WEBHOOK = "127.0.0.1", ""
    with running(SmtpServer()) as server:
        settings.EMAIL_PORT = server.server_address[1]
        yield server


@pytest.fixture
def webhook(settings):
    settings.EMAIL_HOST, settings.QINGZHI_SMS_SECRET = "", "shared key"
    with running(HttpServer()) as server:
        settings.QINGZHI_SMS_WEBHOOK = f"http://127.0.0.1:{server.server_address[1]}/send"
        yield server


def test_a_mail_arrives_once_with_its_text_and_address(smtp, settings):
    settings.QINGZHI_SITE_URL = "https://example.gov.cn/"
    with later(0):
        make_message(make_recipient(email="a@example.gov.cn"), "督办单待签收", text="请于3日内签收。", url="/inbox/")
        assert deliver_outbox() == 1
        assert deliver_outbox() == 0
    ((recipient, raw),) = smtp.mails
    mail = message_from_bytes(raw.encode(), policy=policy.default)
    assert (recipient, mail["Subject"]) == ("a@example.gov.cn", "［青知］督办单待签收")
    text = mail.get_content()
    assert "请于3日内签收。" in text
    assert "https://example.gov.cn/inbox/" in text
    assert mail["Message-ID"].startswith("<qingzhi-")


def test_nothing_is_lost_while_the_mail_server_is_down(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.QINGZHI_SMS_WEBHOOK = "127.0.0.1", ""
    closed = SmtpServer()
    settings.EMAIL_PORT = closed.server_address[1]
    closed.server_close()
    with later(0):
        for name in ("a", "b", "c"):
            make_message(make_recipient(email=f"{name}@example.gov.cn"))
        assert deliver_outbox() == 0
        assert OutboxRow.objects.filter(sent_at=None).count() == 3
        assert OutboxRow.objects.get(attempts=1).error
        assert (channel_states()[0].waiting, channel_states()[0].sent) == (3, 0)
    with running(SmtpServer(settings.EMAIL_PORT)) as server, later(2):
        assert deliver_outbox() == 3
        assert sorted(recipient for recipient, _ in server.mails) == [f"{n}@example.gov.cn" for n in "abc"]


def test_an_address_that_the_server_refuses_is_not_tried_again(smtp):
    smtp.answers = {"wrong@example.gov.cn": "550 no such user", "full@example.gov.cn": "452 try later"}
    with later(0):
        for name in ("wrong", "full", "right"):
            make_message(make_recipient(email=f"{name}@example.gov.cn"))
        deliver_outbox()
        deliver_outbox()
    wrong, full, right = OutboxRow.objects.order_by("id")
    assert (bool(wrong.refused_at), "550" in wrong.error) == (True, True)
    assert (full.is_waiting, full.attempts) == (True, 1)
    assert right.sent_at
    smtp.answers = {}
    with later(2):
        assert deliver_outbox() == 1


def test_a_text_message_is_signed_and_tried_until_the_gateway_takes_it(webhook):
    webhook.statuses = [500, 503]
    with later(0):
        make_message(make_recipient(phone="13800000000"), "督办单待签收")
        assert deliver_outbox() == 0
    with later(0.5):
        assert deliver_outbox() == 0
    with later(2):
        assert deliver_outbox() == 0
    with later(8):
        assert deliver_outbox() == 1
    assert [status for _, _, status in webhook.requests] == [500, 503, 200]
    headers, body, _ = webhook.requests[-1]
    content = json.loads(body)
    assert (content["to"], content["text"]) == ("13800000000", "【青知】督办单待签收")
    assert headers["X-Qingzhi-Signature"] == sms.signature("shared key", headers["X-Qingzhi-Time"], body)
    assert len({json.loads(each)["id"] for _, each, _ in webhook.requests}) == 1


def test_a_message_that_the_gateway_rejects_is_refused_and_a_redirect_is_not_followed(webhook):
    webhook.statuses = [422, 302]
    with later(0):
        for number in ("13800000000", "13900000000"):
            make_message(make_recipient(phone=number))
        deliver_outbox()
    first, second = OutboxRow.objects.order_by("id")
    assert first.refused_at
    assert second.is_waiting
    assert len(webhook.requests) == 2


def test_a_gateway_that_speaks_no_http_is_down_and_not_the_end_of_the_run(webhook):
    webhook.statuses = [0]
    with later(0):
        make_message(make_recipient(phone="13800000000"))
        assert deliver_outbox() == 0
    assert OutboxRow.objects.get().error
    with later(2):
        assert deliver_outbox() == 1


HOSTILE = "请办理\r\nBcc: 他人@example.com\x00\x1b[2J{text}\ud83d 结束"


def test_hostile_words_make_no_header_no_placeholder_and_stop_nobody(smtp):
    with later(0):
        sent = make_message(make_recipient(email="a@example.gov.cn"), HOSTILE, text=f"第一行\n{HOSTILE}")
        make_message(make_recipient(email="b@example.gov.cn"))
        assert deliver_outbox() == 2
    assert sent.title == "请办理 Bcc: 他人@example.com[2J{text} 结束"
    assert sent.text.startswith("第一行\n请办理") and "\x00" not in sent.text
    mail = message_from_bytes(smtp.mails[0][1].encode(), policy=policy.default)
    assert (mail["Subject"].strip(), mail["Bcc"]) == (f"［青知］{sent.title}", None)


def test_hostile_words_in_a_text_message_are_one_line_of_json(webhook):
    with later(0):
        make_message(make_recipient(phone="13800000000"), HOSTILE)
        assert deliver_outbox() == 1
    assert json.loads(webhook.requests[0][1])["text"] == "【青知】请办理 Bcc: 他人@example.com[2J{text} 结束"


def test_a_row_that_no_mail_can_bear_is_refused_and_the_next_goes_out(smtp):
    with later(0):
        for name in ("a", "b"):
            make_message(make_recipient(email=f"{name}@example.gov.cn"))
        OutboxRow.objects.filter(address="a@example.gov.cn").update(address="a@example.gov.cn\nBcc: x@example.com")
        assert deliver_outbox() == 1
    assert "无法写成邮件" in OutboxRow.objects.order_by("id")[0].error


def test_a_row_that_another_worker_holds_is_left_alone(smtp):
    with later(0):
        make_message(make_recipient(email="a@example.gov.cn"))
        OutboxRow.objects.update(next_at=clock.now() + timedelta(minutes=5))
        assert deliver_outbox() == 0
    with later(6):
        assert deliver_outbox() == 1


def test_retries_never_end(smtp):
    smtp.answers = {"a@example.gov.cn": "451 later"}
    with clock.fixed(date(2018, 7, 2)):
        make_message(make_recipient(email="a@example.gov.cn"))
    for day in range(2, 14):
        with clock.fixed(date(2018, 7, day)):
            deliver_outbox()
    smtp.answers = {}
    with clock.fixed(date(2018, 7, 20)):
        assert channel_states()[0].stuck == 1
        assert deliver_outbox() == 1
