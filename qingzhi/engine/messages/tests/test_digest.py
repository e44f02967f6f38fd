"""One mail a day: gathered, composed once, settled with its carrier; and who gets what is sent to a subject."""

from datetime import date, datetime, timedelta

import pytest

from qingzhi.base import clock
from qingzhi.base.identity.models import Mandate, Subject
from qingzhi.base.identity.testing import a_role, an_actor
from qingzhi.base.permits import Actor
from qingzhi.engine.messages import queries
from qingzhi.engine.messages.access import visible_messages
from qingzhi.engine.messages.actions import choose_mail, compose_digests, deliver_outbox, send
from qingzhi.engine.messages.kinds import message_kind
from qingzhi.engine.messages.models import OutboxRow
from qingzhi.engine.messages.refusals import NoSuchChoice
from qingzhi.engine.messages.terms import Mail
from qingzhi.engine.messages.testing import make_message, make_recipient

from .gateways import SmtpServer, running

pytestmark = pytest.mark.django_db
NIGHT = datetime(2018, 7, 2, 3, 0)
message_kind("tests.urgent", "紧急", urgent=True)


def at(hours):
    return clock.fixed(NIGHT + timedelta(hours=hours))


@pytest.fixture
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.QINGZHI_SMS_WEBHOOK, settings.QINGZHI_MAIL_DIGEST_HOUR = "127.0.0.1", "", 8
    with running(SmtpServer()) as server:
        settings.EMAIL_PORT = server.server_address[1]
        yield server


def someone(mail=Mail.DAILY, **values):
    found = make_recipient(email="a@example.gov.cn", **values)
    choose_mail(actor=Actor("person", found.name, subject_id=found.subject_id), mail=mail.value)
    return found


def test_a_day_s_messages_come_as_one_mail_after_the_hour_and_once(smtp):
    with at(0):
        to = someone()
        for title in ("甲事项", "乙事项"):
            make_message(to, title, url="/x/")
        assert (compose_digests(), deliver_outbox()) == (0, 0)
    with at(6):
        assert (compose_digests(), compose_digests()) == (1, 0)
        assert (deliver_outbox(), deliver_outbox()) == (1, 0)
        make_message(to, "丙事项")
        assert (compose_digests(), deliver_outbox()) == (0, 0)
    ((_, raw),) = smtp.mails
    assert "digest" in raw
    assert OutboxRow.objects.filter(message__isnull=False, sent_at__isnull=False).count() == 2
    with at(30):
        assert (compose_digests(), deliver_outbox()) == (1, 1)
    assert len(smtp.mails) == 2
    assert not OutboxRow.objects.filter(sent_at=None).exists()


def test_nothing_gathered_is_lost_while_the_server_is_down(smtp, settings):
    with at(0):
        make_message(someone(), "甲事项")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with at(6):
        compose_digests()
        assert deliver_outbox() == 0
        assert OutboxRow.objects.filter(sent_at=None).count() == 2
    settings.EMAIL_PORT = port
    with at(7):
        assert deliver_outbox() == 1
    assert not OutboxRow.objects.filter(sent_at=None).exists()


def test_a_digest_that_is_refused_for_good_settles_its_rows(smtp):
    smtp.answers = {"a@example.gov.cn": "550 no such user"}
    with at(0):
        make_message(someone(), "甲事项")
    with at(6):
        compose_digests()
        deliver_outbox()
    assert OutboxRow.objects.filter(refused_at__isnull=False).count() == 2


def test_urgent_kinds_wait_for_no_digest_and_reach_who_wants_no_mail(smtp):
    with at(0):
        for mail in (Mail.DAILY, Mail.NONE):
            to = someone(mail)
            make_message(to, "不急的")
            send(recipient=to, kind="tests.urgent", key="u", title="紧急的")
        assert deliver_outbox() == 2
    assert OutboxRow.objects.filter(is_gathered=True).count() == 1


def test_who_changes_to_each_message_still_gets_what_was_gathered(smtp):
    with at(0):
        to = someone()
        make_message(to, "甲事项")
        choose_mail(actor=Actor("person", to.name, subject_id=to.subject_id), mail="each")
        make_message(to, "乙事项")
        assert deliver_outbox() == 1
    with at(6):
        assert (compose_digests(), deliver_outbox()) == (1, 1)


def test_there_are_three_choices():
    with pytest.raises(NoSuchChoice):
        choose_mail(actor=an_actor("zhang"), mail="weekly")
    assert queries.mail_choice(an_actor("li")) is Mail.EACH


def test_a_message_to_a_party_reaches_whoever_holds_its_mandate_today(smtp):
    party = Subject.objects.create(kind="party", display_name="甲公司（示例）")
    now, then = make_recipient("甲", email="now@example.cn"), make_recipient("乙", email="then@example.cn")
    values = {"subject": party, "role": a_role("applicant"), "basis": "授权书", "valid_from": date(2018, 1, 1)}
    Mandate.objects.create(person=now, **values)
    Mandate.objects.create(person=then, valid_to=date(2018, 6, 1), **values)
    with at(0):
        message = send(recipient=party, kind="tests.note", key="k", title="请补正")
        assert deliver_outbox() == 1
    assert [to for to, _ in smtp.mails] == ["now@example.cn"]
    clerk = Actor("person", "甲", subject_id=now.subject_id, acts_for=party.pk, mandate_id=1)
    assert list(visible_messages(clerk)) == [message]
    assert not visible_messages(Actor("person", "乙", subject_id=then.subject_id, acts_for=then.subject_id)).exists()
