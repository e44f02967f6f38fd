"""The catalogue of folk-cultural resources: who may read what, with the reason; each reading noted."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.models import User
from qingzhi.base.identity.testing import a_body, a_region, an_actor, signed_in
from qingzhi.base.permits import PUBLIC, SYSTEM, Actor, PermitRefused, Scope
from qingzhi.domains.rights.actions.folk import (
    add_folk_work,
    begin_reading,
    correct_folk_item,
    give_folk_consent,
    load_folk_categories,
    register_folk_item,
    revoke_folk_consent,
)
from qingzhi.domains.rights.models import FolkCategory, FolkReading, Right
from qingzhi.domains.rights.queries.folk import catalogue, may_read_knowledge, open_reading
from qingzhi.domains.rights.refusals import ReadingNotAllowed, RecordStandsAlready, ValueNotValid

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 7, 1, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SECRET = "五味甘露的炮制次序"


@pytest.fixture(autouse=True)
def _today():
    with clock.fixed(NOON):
        a_region()
        load_folk_categories(actor=SYSTEM, rows=[{"code": "medicine", "title": "传统医药", "source": "测试"}])
        yield


def item(level="consent", code="F1", **more):
    facts = {
        "name": "藏医药浴", "category": FolkCategory.objects.get(), "level": "national", "community": "某县藏医",
        "region": a_region(), "summary": "以药浴调和身心。", "knowledge": SECRET, "access_level": level,
        "access_reason": "" if level == "public" else "药方属持有群体", "state": "protected",
    }  # fmt: skip
    return register_folk_item(actor=SYSTEM, code=code, **{**facts, **more})


def consent(found, body, **more):
    facts = {
        "purpose": "编写方案",
        "given_by": "代表",
        "basis": "同意书",
        "valid_from": date(2018, 6, 1),
        "valid_to": None,
    }
    return give_folk_consent(actor=SYSTEM, item=found, body=body, **{**facts, **more})


READER = ("rights.view", "rights.folk.read")


@pytest.mark.parametrize(
    ("level", "who", "consented", "allowed", "reason"),
    [
        ("public", "public", False, True, "公开"),
        ("public", "stranger", False, True, "公开"),
        ("staff", "public", False, False, "药方属持有群体"),
        ("staff", "stranger", False, False, "没有“查阅受限的传统知识”权限"),
        ("staff", "reader", False, True, "工作人员"),
        ("consent", "public", False, False, "药方属持有群体"),
        ("consent", "stranger", True, False, "没有“查阅受限的传统知识”权限"),
        ("consent", "reader", False, False, "书面同意"),
        ("consent", "reader", True, True, "同意书"),
        ("consent", "manager", False, False, "书面同意"),
    ],
)
def test_who_may_read_what_and_why(level, who, consented, allowed, reason):
    permits = {"stranger": ("rights.view",), "reader": READER, "manager": (*READER, "rights.folk.manage")}
    actor = PUBLIC if who == "public" else an_actor(who, *permits[who])
    found = item(level)
    if consented:
        consent(found, a_body())
    answer = may_read_knowledge(actor, found)
    assert answer.allowed is allowed
    assert reason in answer.reason
    if not allowed and actor is not PUBLIC:
        with pytest.raises(ReadingNotAllowed):
            begin_reading(actor=actor, item=found, purpose="看看")
        assert not FolkReading.objects.exists()


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({}, True),
        ({"valid_from": date(2018, 7, 2)}, False),
        ({"valid_to": date(2018, 7, 1)}, False),  # the end is exclusive
        ({"valid_to": date(2018, 7, 2)}, True),
    ],
)
def test_a_consent_holds_from_day_to_day(facts, allowed):
    found = item()
    consent(found, a_body(), **facts)
    assert bool(may_read_knowledge(an_actor("reader", *READER), found)) is allowed


def test_a_consent_covers_one_body_and_can_be_taken_back():
    found = item()
    given = consent(found, a_body())
    reader = an_actor("reader", *READER)
    other = an_actor("other", *READER, body=a_body("other", "别的单位"))
    assert may_read_knowledge(reader, found)
    assert not may_read_knowledge(other, found)
    revoke_folk_consent(actor=SYSTEM, consent=given, reason="用途不符")
    assert not may_read_knowledge(reader, found)
    assert consent(found, a_body()) != given  # a new one may follow


def test_staff_of_another_region_do_not_read():
    found = item("staff")
    elsewhere = a_body("xining", "某局", a_region("630100", "西宁市"))
    local = an_actor("local", *READER, scope=Scope.REGION, body=elsewhere)
    assert not may_read_knowledge(local, found)
    assert may_read_knowledge(local, item("staff", "F2", region=a_region("630100", "西宁市")))


def test_each_reading_is_noted_with_purpose_and_ground():
    found = item("staff")
    reader = an_actor("reader", *READER)
    with pytest.raises(ValueNotValid):
        begin_reading(actor=reader, item=found, purpose=" ")
    reading = begin_reading(actor=reader, item=found, purpose="编写方案")
    assert (reading.reader, reading.purpose) == ("reader", "编写方案")
    entry = AuditEntry.objects.get(action="rights.read_restricted_knowledge")
    assert "编写方案" in entry.reason
    assert SECRET not in str(entry.changes)
    assert open_reading(reader, found, reading.pk) == reading
    assert open_reading(an_actor("other", *READER), found, reading.pk) is None
    with clock.fixed(NOON + timedelta(minutes=31)):
        assert open_reading(reader, found, reading.pk) is None


def test_the_trail_does_not_tell_restricted_text():
    found = item("staff")
    correct_folk_item(actor=SYSTEM, item=found, knowledge=SECRET + "二")
    told = " ".join(str(entry.changes) for entry in AuditEntry.objects.all())
    assert "甘露" not in told
    assert "（10 字）" in told


def test_protection_is_a_history_with_its_ground():
    found = item("public")
    with pytest.raises(ValueNotValid, match="依据"):
        correct_folk_item(actor=SYSTEM, item=found, state="endangered")
    with clock.fixed(date(2018, 8, 1)):
        found = correct_folk_item(actor=SYSTEM, item=found, state="endangered", basis="普查")
    spans = [(one.state, one.valid_to) for one in found.states.all()]
    assert spans == [("protected", date(2018, 8, 1)), ("endangered", None)]


def test_a_restriction_needs_its_reason_and_a_code_stands_once():
    with pytest.raises(ValueNotValid, match="写明理由"):
        item("staff", access_reason="")
    item("public")
    with pytest.raises(RecordStandsAlready):
        item("public")
    with pytest.raises(PermitRefused):
        register_folk_item(actor=PUBLIC, code="x", state="lost", region=a_region())


def test_works_are_joined_to_the_register_by_their_number():
    found = item("public")
    right = Right.objects.create(
        kind="work", number="QZDZ1", number_shown="青作登字-1", title="唐卡", status="in_force"
    )
    assert add_folk_work(actor=SYSTEM, item=found, title="唐卡", number="青作登字-1").right == right
    assert add_folk_work(actor=SYSTEM, item=found, title="唐卡") == found.works.get()
    with pytest.raises(ValueNotValid, match="没有这个登记号"):
        add_folk_work(actor=SYSTEM, item=found, title="别的", number="无")


def test_lists_do_not_fetch_the_knowledge(django_assert_num_queries):
    item("staff")
    with django_assert_num_queries(1):
        (row,) = catalogue()
    assert "knowledge" in row.get_deferred_fields()


# pages


def browser(client, actor: Actor):
    return signed_in(client, User.objects.get(pk=actor.user_id))


def test_the_pages_show_restricted_text_only_to_a_noted_reading(client):
    found = item("staff")
    reader = browser(client, an_actor("reader", *READER))
    page = reverse("rights:folk_item", args=[found.pk])
    assert SECRET not in reader.get(page).content.decode()
    answer = reader.post(page, {"purpose": "编写方案"})
    assert answer.status_code == 302
    assert SECRET in reader.get(answer.url).content.decode()
    assert FolkReading.objects.count() == 1
    client.logout()
    public = client.get(reverse("rights:public_folk_item", args=[found.pk])).content.decode()
    assert SECRET not in public
    assert "药方属持有群体" in public


def test_a_correction_neither_shows_nor_loses_restricted_text(client):
    found = item("staff")
    keeper = browser(client, an_actor("keeper", *READER, "rights.folk.manage"))
    url = reverse("rights:correct_folk_item", args=[found.pk])
    page = keeper.get(url)
    assert SECRET not in page.content.decode()
    form = page.context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    answer = keeper.post(url, {**given, "summary": "新的简介"})
    assert answer.status_code == 302, answer.context["form"].errors
    found.refresh_from_db()
    assert (found.summary, found.knowledge) == ("新的简介", SECRET)


def test_who_may_not_read_may_not_overwrite(client):
    found = item("consent")
    keeper = browser(client, an_actor("keeper", "rights.view", "rights.folk.manage"))
    page = keeper.get(reverse("rights:correct_folk_item", args=[found.pk]))
    assert "knowledge" not in page.context["form"].fields
