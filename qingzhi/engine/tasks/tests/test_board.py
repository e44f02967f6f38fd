"""Inboxes, what each may see, and the board of inaction."""

import time
from datetime import date, timedelta

import pytest

from qingzhi.base import clock
from qingzhi.base.permits import PUBLIC, SYSTEM
from qingzhi.engine.tasks.access import board_items, visible_items
from qingzhi.engine.tasks.actions import close_items, take
from qingzhi.engine.tasks.queries import inaction_board, inbox, on_badge
from qingzhi.engine.tasks.testing import (
    make_actor,
    make_body,
    make_item,
    make_items_in_bulk,
    make_person,
    make_region,
)

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 1)


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


def day(offset):
    return TODAY + timedelta(days=offset)


def test_inbox_tabs():
    body, other = make_body(), make_body("甲省财政厅")
    person = make_person(body=body)
    actor = make_actor(person, body)
    mine, free, foreign = make_item(body, owner=person), make_item(body), make_item(other)
    elsewhere = make_item(other, owner=person)
    assert set(inbox(actor, "mine")) == {mine, elsewhere}
    assert set(inbox(actor, "body")) == {mine, free}
    assert set(inbox(actor, "unowned")) == {free}
    assert set(inbox(actor)) == {mine, free, elsewhere}
    assert foreign not in inbox(actor)
    assert list(inbox(PUBLIC)) == []


def test_the_badge_costs_one_query(django_assert_num_queries):
    body = make_body()
    person, other = make_person(body=body), make_person("李某某（示例）", body)
    make_item(body, owner=person), make_item(body), make_item(body, owner=other)
    with django_assert_num_queries(1):
        assert on_badge(make_actor(person, body)).count() == 2
    assert on_badge(PUBLIC).count() == 0


def test_visible_items_by_scope():
    province, city = make_region(), make_region("990100", "乙市")
    office, local, other = make_body("甲"), make_body("乙", region=city), make_body("丙", region=province)
    here, there, far = make_item(office), make_item(local), make_item(other)
    person = make_person(body=local)
    assert set(visible_items(make_actor(person, local, "body"))) == {there}
    assert set(visible_items(make_actor(person, local, "region"))) == {there}
    assert set(visible_items(make_actor(person, office, "region"))) == {here, there, far}
    assert set(visible_items(make_actor(person, local, "all"))) == {here, there, far}
    assert set(visible_items(SYSTEM)) == {here, there, far}
    assert set(visible_items(make_actor(person, local, permits=("tasks.handle",)))) == set()
    assert set(board_items(make_actor(person, local, "body"))) == {there}
    assert set(visible_items(PUBLIC)) == set()


def test_board_rows():
    first, second, idle = make_body("甲"), make_body("乙"), make_body("丙")
    oldest = make_item(first, "最早的一项", due_on=day(-40))
    make_item(first, due_on=day(-2)), make_item(first, due_on=day(3)), make_item(first, due_on=day(60))
    make_item(second, due_on=day(0))
    with clock.fixed(day(-30)):
        make_item(idle)
    board = inaction_board()
    assert [row.label for row in board] == ["甲", "乙", "丙"]
    row = board[0]
    assert (row.open, row.overdue, row.soon, row.longest_overdue_days) == (4, 2, 1, 40)
    assert (row.oldest.id, row.oldest.title, row.oldest.due_on) == (oldest.pk, "最早的一项", day(-40))
    assert [each.state.code for each in board] == ["late", "warn", "ok"]
    assert (board[2].idle_days, board[2].oldest.due_on, board[2].last_act_on) == (30, None, None)


def test_idle_days_end_with_an_own_act():
    body = make_body()
    person = make_person(body=body)
    with clock.fixed(day(-30)):
        item = make_item(body)
    with clock.fixed(day(-4)):
        take(actor=make_actor(person, body), item=item)
    assert inaction_board()[0].idle_days == 4
    assert inaction_board(on=day(-10))[0].idle_days == 20


def test_the_board_of_a_day_gone_by():
    body, subject = make_body(), make_region("990100")
    with clock.fixed(day(-30)):
        make_item(body, subject=subject, due_on=day(-20))
    with clock.fixed(day(-5)):
        close_items(actor=SYSTEM, subject=subject)
    assert inaction_board() == []
    assert inaction_board(on=day(-10))[0].longest_overdue_days == 10
    assert inaction_board(on=day(-40)) == []


@pytest.mark.parametrize("by", ["body", "region", "kind", "owner"])
def test_board_groups(by):
    make_item(make_body(), due_on=day(-1))
    assert [row.overdue for row in inaction_board(by)] == [1]


def test_titles_with_anything_in_them():
    make_item(make_body(), "a|b\x1fc，“引号”", due_on=day(-1))
    assert inaction_board()[0].oldest.title == "a|b\x1fc，“引号”"


def test_the_board_is_one_query_and_quick(django_assert_num_queries):
    bodies = [make_body(f"第 {number} 局") for number in range(200)]
    assert make_items_in_bulk(bodies, 25) == 5000
    inaction_board()
    with django_assert_num_queries(1):
        began = time.perf_counter()
        board = inaction_board(warn=7)
        took = time.perf_counter() - began
    assert len(board) == 200
    assert sum(row.open for row in board) == 5000
    assert took < 1.0, f"{took * 1000:.0f} ms"
    print(f"board of 5,000 items and 200 bodies: {took * 1000:.0f} ms")
