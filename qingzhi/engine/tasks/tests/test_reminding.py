"""Reminders: once per mark, one digest a day, to whoever can do something."""

from datetime import date, datetime, timedelta

import pytest

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.limits.rules.bounds import Mark
from qingzhi.engine.limits.rules.calendar import WorkCalendar
from qingzhi.engine.limits.rules.lengths import Unit
from qingzhi.engine.limits.testing import make_limit
from qingzhi.engine.messages.models import Message
from qingzhi.engine.tasks.actions import change_due, close_items, delegate, remind
from qingzhi.engine.tasks.rules.reminding import DigestLine, digest, marks_reached
from qingzhi.engine.tasks.testing import make_actor, make_body, make_item, make_person, make_region

DUE = date(2018, 7, 20)  # a Friday
MARKS = [Mark("before", -5, Unit.WORKING_DAY), Mark("eve", -1, Unit.WORKING_DAY), Mark("after", 1, Unit.WORKING_DAY)]


@pytest.mark.parametrize(
    ("today", "reached"),
    [
        (date(2018, 7, 12), []),
        (date(2018, 7, 13), ["before"]),
        (date(2018, 7, 18), ["before"]),
        (date(2018, 7, 19), ["before", "eve"]),
        (date(2018, 7, 20), ["before", "eve"]),
        (date(2018, 7, 22), ["before", "eve"]),
        (date(2018, 7, 23), ["before", "eve", "after"]),
    ],
)
def test_marks_by_working_days(today, reached):
    assert marks_reached(date(2018, 6, 1), DUE, MARKS, WorkCalendar(), today) == reached


def test_a_mark_for_which_there_was_no_time_is_left_out():
    assert marks_reached(date(2018, 7, 13), DUE, MARKS, WorkCalendar(), DUE) == ["eve"]


def test_the_words_of_a_digest():
    lines = [DigestLine("乙", DUE, 3), DigestLine("甲", DUE - timedelta(days=5), -2), DigestLine("丙", DUE, 0)]
    title, text = digest(lines)
    assert title == "待办提醒：1 项逾期，1 项今天到期，1 项即将到期"
    assert text.splitlines()[0] == "1. 逾期 2 天（2018-07-15）：甲"
    assert "今天到期" in text


def test_a_long_digest_names_the_most_overdue_and_counts_the_rest():
    _, text = digest(DigestLine(f"第 {number} 项", DUE, number) for number in range(60))
    assert len(text.splitlines()) == 51
    assert text.splitlines()[-1] == "另有 10 项，请在待办中查看。"


@pytest.fixture
def marks(db):
    for code, value in (("before.first", 5), ("before.last", 1), ("after.first", 1)):
        make_limit(f"tasks.remind.{code}", value)


def day(number, hour=9):
    return clock.fixed(datetime(2018, 7, number, hour))


@pytest.fixture
def body(marks):
    return make_body()


def test_once_per_mark_and_one_digest_a_day(body):
    with clock.fixed(date(2018, 6, 1)):
        make_item(body, "甲事项", due_on=DUE), make_item(body, "乙事项", due_on=DUE)
    counts = []
    for number in range(10, 28):
        with day(number):
            counts.append(remind())
            assert remind() == 0
    assert sum(counts) == 3
    assert Message.objects.count() == 3
    message = Message.objects.earliest("id")
    assert message.recipient == body.subject
    assert "甲事项" in message.text
    assert "乙事项" in message.text


def test_on_the_due_day_itself_where_a_row_says_so(body):
    make_limit("tasks.remind.at.first", 1, counting="calendar", valid_to="2018-08-01")
    with clock.fixed(date(2018, 6, 1)):
        make_item(body, "甲事项", due_on=DUE)
        make_item(body, "乙事项", due_on=date(2018, 8, 3), subject=make_region("990100"))
    with day(19):
        remind()
    with day(20):
        assert remind() == 1
        assert remind() == 0
    assert Message.objects.latest("id").title == "待办提醒：1 项今天到期"
    with clock.fixed(date(2018, 8, 2)):
        remind()  # the eve of the other, and what was overdue meanwhile
    with clock.fixed(date(2018, 8, 3)):
        assert remind() == 0  # the row is no longer in force


def test_the_owner_is_told_and_the_deputy_during_a_delegation(body):
    owner, deputy = make_person(body=body), make_person("李某某（示例）", body)
    with clock.fixed(date(2018, 6, 1)):
        make_item(body, due_on=DUE, owner=owner)
    with day(13):
        delegate(
            actor=make_actor(owner, body), deputy=deputy, valid_from=date(2018, 7, 13), valid_to=date(2018, 7, 18),
            reason="出差",
        )  # fmt: skip
        remind()
    assert set(Message.objects.values_list("recipient", flat=True)) == {owner.subject_id, deputy.subject_id}
    with day(19):
        remind()
    assert Message.objects.filter(recipient=deputy.subject_id).count() == 1
    assert Message.objects.filter(recipient=owner.subject_id).count() == 2


def test_what_is_closed_is_not_reminded_of_and_another_due_date_is_anew(body):
    subject = make_region("990100")
    with clock.fixed(date(2018, 6, 1)):
        item = make_item(body, due_on=DUE)
        make_item(body, due_on=DUE, subject=subject)
        close_items(actor=SYSTEM, subject=subject)
    with day(13):
        assert remind() == 1
        change_due(actor=SYSTEM, item=item, due_on=date(2018, 8, 17), reason="批准延期")
        assert remind() == 0
    with clock.fixed(date(2018, 8, 10)):
        assert remind() == 1
    assert "1 项即将到期" in Message.objects.latest("id").title


def test_a_missed_day_is_made_up_for_with_one_digest(body):
    with clock.fixed(date(2018, 6, 1)):
        make_item(body, due_on=DUE)
    with clock.fixed(date(2018, 9, 3)):
        assert remind() == 1
        assert remind() == 0


def test_without_marks_nobody_is_told(db):
    body = make_body()
    with clock.fixed(date(2018, 6, 1)):
        make_item(body, due_on=date(2018, 6, 1))
        assert remind() == 0


def test_queries_do_not_grow_with_the_items(body, django_assert_max_num_queries):
    with clock.fixed(date(2018, 6, 1)):
        for number in range(30):
            make_item(body, f"第 {number} 项", due_on=DUE)
    with day(19), django_assert_max_num_queries(20):
        assert remind() == 1
