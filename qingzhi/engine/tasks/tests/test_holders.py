"""Items held by an applicant or expert: opened, seen, taken, passed on, told of, and never an office's inaction."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.base.regions.models import Region
from qingzhi.engine.limits.testing import make_limit
from qingzhi.engine.messages.access import visible_messages
from qingzhi.engine.messages.models import Message
from qingzhi.engine.tasks.access import board_items, visible_items
from qingzhi.engine.tasks.actions import (
    NewItem,
    change_due,
    close_items,
    hand_over,
    move_items_about,
    note_act,
    open_item,
    open_items,
    remind,
    take,
)
from qingzhi.engine.tasks.models import WorkItem
from qingzhi.engine.tasks.queries import inaction_board, inbox, on_badge, open_items_held_by
from qingzhi.engine.tasks.refusals import NothingChanges, NotOfThatBody
from qingzhi.engine.tasks.testing import (
    make_actor,
    make_body,
    make_holder,
    make_item,
    make_mandated,
    make_person,
    make_region,
)

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


def test_exactly_one_of_body_and_holder():
    body, holder, record = make_body(), make_holder(), make_region("990001", "对象")
    values = {"actor": SYSTEM, "kind": "tests.report", "title": "补正", "url": "/", "subject": record}
    for given in ({}, {"body": body, "holder": holder}):
        with pytest.raises(ValueError, match="body or by a holder"):
            open_item(**values, **given)
    item = open_item(**values, holder=holder)
    assert (item.body, item.holder, item.lead_region) == (None, holder, "")
    assert open_item(**values, holder=holder) == item
    assert open_item(**values, holder=make_holder("乙公司")) != item
    assert open_item(**values, body=body).holder is None
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkItem.objects.filter(pk=item.pk).update(body=body)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkItem.objects.filter(pk=item.pk).update(holder=None)


def test_many_items_for_holders_are_opened_once():
    holders, record = [make_holder(), make_holder("乙公司")], make_region("990001", "对象")
    items = [NewItem("评审", "/", None, record, holder=holder) for holder in holders]
    assert open_items(actor=SYSTEM, kind="tests.report", items=items) == 2
    assert open_items(actor=SYSTEM, kind="tests.report", items=items) == 0


def test_only_who_acts_for_the_holder_sees_it():
    holder, other = make_holder(), make_holder("乙公司")
    clerk, stranger = make_mandated(make_person("甲"), holder), make_mandated(make_person("乙"), other)
    item = make_item(holder=holder)
    office = make_item(make_body())
    assert list(inbox(clerk)) == [item] == list(visible_items(clerk)) == list(open_items_held_by(holder))
    assert on_badge(clerk).count() == 1
    assert list(inbox(stranger)) == [] == list(visible_items(stranger))
    member = make_actor(make_person("丙", office.body), office.body)
    assert list(inbox(member)) == [office] == list(visible_items(member))


def test_one_person_acts_for_one_firm_at_a_time():
    person, body = make_person("甲"), make_body()
    first, second = make_holder(), make_holder("乙公司")
    for_first, for_second = make_mandated(person, first), make_mandated(person, second)
    item = take(actor=for_first, item=make_item(holder=first))
    make_item(body, owner=person)
    assert list(inbox(for_first, "mine")) == [item]
    assert list(inbox(for_second)) == [] == list(visible_items(for_second))


def test_take_hand_over_and_close():
    holder = make_holder()
    one, two = make_person("甲"), make_person("乙")
    first, second = make_mandated(one, holder), make_mandated(two, holder)
    item = take(actor=first, item=make_item(holder=holder))
    assert (item.owner, item.last_act_at) == (one, clock.now())
    with pytest.raises(NothingChanges):
        hand_over(actor=first, item=item)
    with pytest.raises(NotOfThatBody, match="不能移交给单位"):
        hand_over(actor=first, item=item, to_body=make_body(), reason="请代办")
    with pytest.raises(NotOfThatBody, match="没有"):
        hand_over(actor=first, item=item, to=make_person("丙"))
    assert hand_over(actor=first, item=item, to=two).owner == two
    assert [str(step) for step in item.passages.all()][-1] == "甲→乙"
    stranger = make_mandated(make_person("丁"), make_holder("乙公司"))
    with pytest.raises(PermitRefused):
        take(actor=stranger, item=item)
    with pytest.raises(PermitRefused):
        hand_over(actor=stranger, item=item, to=one)
    assert note_act(actor=second, subject=_record_of(item)) == 1
    assert note_act(actor=stranger, subject=_record_of(item)) == 0
    assert close_items(actor=second, subject=_record_of(item)) == [item]
    item.refresh_from_db()
    assert item.outcome == "done"


def _record_of(item):
    return Region.objects.get(pk=item.subject_id)


def test_an_office_neither_takes_it_nor_counts_it_as_its_own():
    holder, body = make_holder(), make_body()
    member = make_actor(make_person("丙", body), body, Scope.ALL)
    item = make_item(holder=holder, due_on=TODAY - timedelta(days=3))
    with pytest.raises(NotOfThatBody):
        take(actor=member, item=item)
    close_items(actor=member, subject=_record_of(item))
    item.refresh_from_db()
    assert item.last_act_at is None


def test_due_dates_of_holders_are_the_offices_to_move():
    holder, body = make_holder(), make_body()
    item = make_item(holder=holder, lead_region="990000", due_on=TODAY)
    local = make_actor(make_person("丙", body), body, Scope.REGION)
    assert change_due(actor=local, item=item, due_on=TODAY + timedelta(days=5), reason="停电").due_on.day == 7
    with pytest.raises(PermitRefused):
        change_due(actor=make_mandated(make_person(), holder), item=item, due_on=None, reason="来不及")
    bare = make_item(holder=holder)
    with pytest.raises(PermitRefused):
        change_due(actor=make_actor(make_person("丁", body), body), item=bare, due_on=TODAY, reason="理由")


def test_what_waits_on_an_applicant_is_no_inaction():
    body, holder = make_body(), make_holder()
    make_item(body), make_item(holder=holder, due_on=TODAY - timedelta(days=9), lead_region="990000")
    member = make_actor(make_person("丙", body), body, Scope.ALL)
    for by in ("body", "region", "kind", "owner"):
        (row,) = inaction_board(by, items=board_items(member))
        assert (row.open, row.overdue) == (1, 0), by
    (waiting,) = inaction_board("kind", items=board_items(member), outside=True)
    assert (waiting.open, waiting.overdue, waiting.longest_overdue_days) == (1, 1, 9)


def test_items_of_applicants_do_not_move_with_bodies():
    body, holder, heir = make_body(), make_holder(), make_body("甲省新厅")
    record = make_region("990001", "对象")
    item, office = make_item(holder=holder, subject=record), make_item(body, subject=record)
    assert move_items_about(actor=SYSTEM, subjects=[record], successor=heir) == 1
    item.refresh_from_db(), office.refresh_from_db()
    assert (item.body, item.holder, office.body) == (None, holder, heir)


def test_the_holders_people_are_reminded():
    make_limit("tasks.remind.after.first", 1)
    holder = make_holder()
    clerk = make_mandated(make_person("甲"), holder)
    make_item(holder=holder, due_on=TODAY + timedelta(days=1))
    with clock.fixed(TODAY + timedelta(days=30)):
        assert remind() == 1
    (message,) = Message.objects.all()
    assert message.recipient == holder
    assert list(visible_messages(clerk)) == [message]
