"""Sending once, reading, whose messages are whose."""

from datetime import date

import pytest
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.models import Body, Post, Role, Subject
from qingzhi.base.permits import PUBLIC, Actor
from qingzhi.base.regions.models import Region
from qingzhi.engine.messages.access import visible_messages
from qingzhi.engine.messages.actions import mark_all_read, mark_read
from qingzhi.engine.messages.kinds import UnknownMessageKind, message_kind
from qingzhi.engine.messages.models import Message, OutboxRow
from qingzhi.engine.messages.queries import channel_states, unread
from qingzhi.engine.messages.testing import make_message, make_recipient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def body():
    region = Region.objects.create(code="990000", name="甲省", short_name="甲", level="province", source="测试")
    subject = Subject.objects.create(kind="body", display_name="甲省科技厅")
    return Body.objects.create(
        subject=subject, code="kjt", name="甲省科技厅", short_name="科技厅", kind="department", region=region
    )


def appoint(person, body, role="member_contact", duty=""):
    found = Role.objects.get_or_create(code=role, defaults={"name": role, "duty": duty})[0]
    Post.objects.create(person=person, body=body, role=found, valid_from=date(2017, 1, 1))


def acting(person, body=None):
    return Actor(kind="person", name=person.name, subject_id=person.subject_id, body_id=body.pk if body else None)


def test_sending_twice_by_one_key_gives_one_message():
    person = make_recipient()
    first = make_message(person, key="report:1")
    assert make_message(person, "别的标题", key="report:1") == first
    assert make_message(make_recipient("李某某（示例）"), key="report:1") != first
    assert AuditEntry.objects.filter(action="messages.send").count() == 2


def test_an_undeclared_kind_raises():
    with pytest.raises(UnknownMessageKind):
        make_message(make_recipient(), kind="nobody.declared")
    with pytest.raises(ValueError, match="twice"):
        message_kind("tests.note", "别的")


def test_without_a_gateway_it_stays_in_the_site_and_the_channels_say_so(settings):
    settings.EMAIL_HOST = settings.QINGZHI_SMS_WEBHOOK = ""
    make_message(make_recipient(email="a@example.gov.cn", phone="13800000000"))
    assert not OutboxRow.objects.exists()
    states = {state.code: state for state in channel_states()}
    assert "未配置邮件服务器" in states["email"].problem
    assert "未配置短信网关" in states["sms"].problem


def test_a_gateway_without_key_or_with_a_strange_address_is_a_problem(settings):
    settings.QINGZHI_SMS_WEBHOOK, settings.QINGZHI_SMS_SECRET = "http://127.0.0.1:9/", ""
    assert "签名密钥" in channel_states()[1].problem
    settings.QINGZHI_SMS_WEBHOOK = "file:///etc/passwd"
    assert "http" in channel_states()[1].problem


def test_copies_go_to_everybody_in_a_post_of_business_with_an_address(settings, body):
    settings.EMAIL_HOST, settings.QINGZHI_SMS_WEBHOOK = "127.0.0.1", "http://127.0.0.1:9/"
    settings.QINGZHI_SMS_SECRET = "key"
    appoint(make_recipient("甲", "a@example.gov.cn", "138 0000 0000"), body)
    appoint(make_recipient("乙", "", "0971-0000000"), body)
    appoint(make_recipient("丙", "c@example.gov.cn"), body, "audit_admin", "audit")
    make_message(body)
    rows = set(OutboxRow.objects.values_list("channel", "address"))
    assert rows == {("email", "a@example.gov.cn"), ("sms", "13800000000")}


def test_whose_messages_are_whose(body):
    mine, other = make_recipient(), make_recipient("李某某（示例）")
    to_me, to_body, to_other = make_message(mine), make_message(body), make_message(other)
    assert set(visible_messages(acting(mine, body))) == {to_me, to_body}
    assert set(visible_messages(acting(mine))) == {to_me}
    assert set(visible_messages(acting(other))) == {to_other}
    assert not visible_messages(PUBLIC).exists()


def test_reading(body, django_assert_num_queries):
    person, other = make_recipient(), make_recipient("李某某（示例）")
    first, second = make_message(person), make_message(body)
    foreign = make_message(other)
    actor = acting(person, body)
    with django_assert_num_queries(1):
        assert unread(actor).count() == 2
    assert mark_read(actor=actor, messages=[first, foreign]) == 1
    assert mark_read(actor=actor, messages=[first]) == 0
    assert mark_all_read(actor=actor) == 1
    second.refresh_from_db()
    assert (second.read_by, second.is_read) == (person.name, True)
    assert Message.objects.filter(read_at=None).get() == foreign


def test_nothing_is_sent_when_the_action_fails(settings):
    settings.EMAIL_HOST = "127.0.0.1"
    with pytest.raises(RuntimeError), transaction.atomic():
        make_message(make_recipient(email="a@example.gov.cn"))
        raise RuntimeError
    assert not Message.objects.exists()
    assert not OutboxRow.objects.exists()
