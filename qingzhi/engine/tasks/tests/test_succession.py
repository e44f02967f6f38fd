"""When a body is succeeded: open items move, closed ones stay, everything is kept and audited."""

from datetime import date

import pytest
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events, publish
from qingzhi.base.identity.actions import carry_out_successions, succeed_body
from qingzhi.base.identity.events import BodySucceeded
from qingzhi.base.identity.models import Succession
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.tasks.actions import close_items, move_items_about, move_to_successor, move_to_successors
from qingzhi.engine.tasks.models import WorkItemPassage
from qingzhi.engine.tasks.queries import open_items_of
from qingzhi.engine.tasks.testing import make_body, make_item, make_person, make_region, post_of

pytestmark = pytest.mark.django_db
MERGER = date(2018, 11, 1)
BASIS = "机构改革方案"


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(MERGER):
        yield


def succeed(old, new, on=MERGER):
    succeed_body(actor=SYSTEM, predecessor=old, successor=new, on=on, basis=BASIS)
    deliver_events()


def test_open_items_move_and_closed_ones_keep_the_old_body():
    old, new, done = make_body("甲省工商局"), make_body("甲省市场监管局"), make_region("990100")
    open_one, closed_one = make_item(old), make_item(old, subject=done)
    close_items(actor=SYSTEM, subject=done)
    succeed(old, new)
    open_one.refresh_from_db()
    closed_one.refresh_from_db()
    assert (open_one.body, closed_one.body) == (new, old)
    passage = WorkItemPassage.objects.get()
    assert (passage.item, passage.from_body, passage.to_body) == (open_one, old, new)
    assert (passage.cause, passage.reason) == ("succeeded", BASIS)
    entry = AuditEntry.objects.get(action="tasks.move_to_successor")
    assert entry.changes["body"] == ["甲省工商局", "甲省市场监管局"]


def test_each_moved_item_is_audited_and_moving_twice_changes_nothing():
    old, new = make_body("甲省工商局"), make_body("甲省市场监管局")
    for _ in range(3):
        make_item(old)
    succeed(old, new)
    assert move_to_successor(predecessor=old, successor=new) == 0
    assert move_to_successors() == 0
    assert AuditEntry.objects.filter(action="tasks.move_to_successor").count() == 3


def test_an_owner_keeps_it_only_when_in_post_at_the_successor():
    old, new = make_body("甲省工商局"), make_body("甲省市场监管局")
    staying, leaving = make_person("张某某（示例）", old), make_person("李某某（示例）", old)
    post_of(staying, new)
    kept, lost = make_item(old, owner=staying), make_item(old, owner=leaving)
    succeed(old, new)
    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.owner, lost.owner) == (staying, None)
    assert WorkItemPassage.objects.get(item=lost).from_owner == leaving


def test_a_succession_of_a_later_day_waits_for_it():
    old, new = make_body("甲省工商局"), make_body("甲省市场监管局")
    item = make_item(old)
    with clock.fixed(date(2018, 10, 1)):
        succeed(old, new)
        assert move_to_successors() == 0
        assert list(open_items_of(old)) == [item]
    assert carry_out_successions() == 1
    deliver_events()
    assert list(open_items_of(new)) == [item]


def test_what_comes_to_a_predecessor_afterwards_follows():
    old, new = make_body("甲省工商局"), make_body("甲省市场监管局")
    succeed(old, new)
    item = make_item(new)
    type(item).objects.update(body=old)
    assert (move_to_successors(), move_to_successors()) == (1, 0)
    assert list(open_items_of(new)) == [item]


def test_where_only_named_matters_pass_the_keeper_of_these_moves_their_items():
    old, new = make_body("甲省文化厅"), make_body("甲省版权局")
    item, other = make_item(old), make_item(old)
    Succession.objects.create(
        predecessor=old, successor=new, on=MERGER, basis=BASIS, matters="T1", carried_out_at=clock.now()
    )
    with transaction.atomic():
        publish(BodySucceeded(predecessor_id=old.pk, successor_id=new.pk, on=MERGER))
    deliver_events()
    assert move_to_successors() == 0
    region = type(old.region).objects.get(pk=item.subject_id)
    assert move_items_about(actor=SYSTEM, subjects=[region], successor=new, reason=BASIS) == 1
    assert move_items_about(actor=SYSTEM, subjects=[region], successor=new, reason=BASIS) == 0
    assert (list(open_items_of(new)), list(open_items_of(old))) == ([item], [other])


def test_a_chain_of_successions_ends_at_the_living_body():
    first, second, third = make_body("甲"), make_body("乙"), make_body("丙")
    item = make_item(first)
    succeed_body(actor=SYSTEM, predecessor=first, successor=second, on=date(2018, 6, 1), basis=BASIS)
    succeed(second, third)
    item.refresh_from_db()
    assert item.body == third


def test_the_same_item_at_the_successor_is_merged():
    old, new, subject = make_body("甲省工商局"), make_body("甲省市场监管局"), make_region("990100")
    mine, theirs = make_item(old, subject=subject), make_item(new, subject=subject)
    succeed(old, new)
    mine.refresh_from_db()
    assert (mine.outcome, mine.body) == ("merged", old)
    assert list(open_items_of(new)) == [theirs]


def test_what_is_opened_for_a_succeeded_body_goes_to_its_successor():
    old, new = make_body("甲省工商局"), make_body("甲省市场监管局")
    succeed(old, new)
    old.refresh_from_db()
    assert make_item(old).body == new
