"""Delivery: at least once, in order, alone in its transaction, again after a failure, never held up by another."""

import threading
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction

from qingzhi.base import clock
from qingzhi.base.clock.models import ClockPin
from qingzhi.base.events import bus, checks
from qingzhi.base.events.bus import deliver_events, publish, stuck_deliveries, subscribe, undelivered_events
from qingzhi.base.events.models import Delivery, EventRow
from qingzhi.base.events.types import Event, event, restore, type_of

START = datetime(2018, 7, 1, 9, 0)


@event("events.tested")
@dataclass(frozen=True)
class Happened(Event):
    """An event of this test alone."""

    number: int
    on: date


@pytest.fixture
def taken(monkeypatch):
    """What a subscriber took; other subscribers are out of the way."""
    monkeypatch.setattr(bus, "_subscribers", {})
    found: list[int] = []
    subscribe(Happened, "events.take")(lambda one: found.append(one.number))
    return found


def happen(*numbers: int) -> None:
    with transaction.atomic():
        for number in numbers:
            publish(Happened(number=number, on=date(2018, 7, 1)))


def test_events_arrive_in_order_and_once(db, taken):
    happen(1, 2, 3)
    assert deliver_events() == 3
    assert deliver_events() == 0
    assert taken == [1, 2, 3]
    assert undelivered_events() == 0


def test_an_event_arrives_as_it_was_published(db):
    one = Happened(number=1, on=date(2018, 7, 1))
    assert restore("events.tested", one.payload()) == one
    assert type_of("events.tested") is Happened


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_published(taken):
    with pytest.raises(RuntimeError, match="inside the action's transaction"):
        publish(Happened(number=1, on=date(2018, 7, 1)))


def test_what_was_rolled_back_never_happened(db, taken):
    with pytest.raises(ValueError), transaction.atomic():
        happen(1)
        raise ValueError
    deliver_events()
    assert taken == []


def test_a_crash_between_handler_and_commit_delivers_again(db, taken, monkeypatch):
    """The handler ran, the process died before the commit: its writes are gone, so it must run again."""
    happen(1)
    with pytest.raises(KeyboardInterrupt), monkeypatch.context() as patch:
        patch.setattr(Delivery, "save", _die_at_the_end)
        deliver_events()
    assert taken == [1]
    assert deliver_events() == 1
    assert taken == [1, 1]


def test_a_failing_subscriber_waits_longer_each_time_and_takes_it_in_the_end(db, taken):
    calls: list[datetime] = []

    @subscribe(Happened, "events.fail_five_times")
    def fail(one: Event) -> None:
        calls.append(clock.real_now())
        if len(calls) <= 5:
            raise RuntimeError("还不行")

    with clock.fixed(START):
        happen(1)
    for minute in range(400):
        with clock.fixed(START + timedelta(minutes=minute)):
            deliver_events()
            if minute == 200:
                assert [one.subscriber for one in stuck_deliveries()] == ["events.fail_five_times"]
                assert "还不行" in checks.problems()[0]
    waits = [round((after - before).total_seconds() / 60) for before, after in pairwise(calls)]
    assert waits == [1, 5, 30, 120, 120]
    assert taken == [1]
    assert stuck_deliveries() == [] and undelivered_events() == 0


def test_what_a_failed_handler_wrote_is_taken_back(db, taken):
    @subscribe(Happened, "events.write_and_fail")
    def write(one: Event) -> None:
        EventRow.objects.create(at=clock.now(), name="events.left_behind")
        raise RuntimeError

    happen(1)
    deliver_events()
    assert not EventRow.objects.filter(name="events.left_behind").exists()


def test_many_waiting_events_do_not_hold_up_a_new_one(db, taken, monkeypatch):
    monkeypatch.setattr(bus, "BATCH", 5)

    @subscribe(Happened, "events.fail")
    def fail(one: Event) -> None:
        if one.number < 100:
            raise RuntimeError

    happen(*range(20))
    deliver_events()
    happen(100)
    assert deliver_events() == 2
    assert taken == [*range(20), 100]


def test_more_than_a_batch_is_delivered_at_once(db, taken, monkeypatch):
    monkeypatch.setattr(bus, "BATCH", 5)
    happen(*range(13))
    assert deliver_events() == 13


def test_events_of_an_app_that_is_gone_do_not_block(db, taken):
    EventRow.objects.create(at=clock.now(), name="retired.something_happened", payload={"a": 1})
    happen(1)
    deliver_events()
    assert taken == [1]
    assert undelivered_events() == 0


def test_a_subscriber_that_is_gone_does_not_block(db, taken, monkeypatch):
    @subscribe(Happened, "events.gone")
    def fail(one: Event) -> None:
        raise RuntimeError

    happen(1)
    with clock.fixed(START):
        deliver_events()
    bus._subscribers["events.tested"].pop("events.gone")
    with clock.fixed(START + timedelta(minutes=2)):
        deliver_events()
    assert undelivered_events() == 0


def test_an_event_whose_fields_have_changed_is_reported_and_does_not_block(db, taken):
    EventRow.objects.create(at=clock.now(), name="events.tested", payload={"renamed": 1})
    happen(2)
    deliver_events()
    assert taken == [2]
    assert "TypeError" in Delivery.objects.get(done_at=None).error


def test_retries_go_on_although_the_demonstrations_day_never_ends(db, taken):
    ClockPin.objects.create(day=date(2018, 7, 1), reason="演示")
    clock.forget_pin()

    @subscribe(Happened, "events.fail")
    def fail(one: Event) -> None:
        raise RuntimeError

    happen(1)
    deliver_events()
    assert abs(Delivery.objects.get(done_at=None).retry_at - clock.real_now()) < timedelta(minutes=2)


def test_one_name_is_one_subscriber(taken):
    with pytest.raises(ValueError, match="registered twice"):
        subscribe(Happened, "events.take")(print)
    with pytest.raises(ValueError, match="declared twice"):
        event("events.tested")(Happened)


def test_two_workers_run_a_subscriber_once(concurrent_db, taken):
    happen(*range(40))
    threads = [threading.Thread(target=_work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deliver_events()
    assert sorted(taken) == list(range(40))


def test_a_hundred_thousand_settled_events_cost_nothing(db, taken):
    now = clock.now()
    EventRow.objects.bulk_create(
        (EventRow(at=now, name="events.tested", settled=True) for _ in range(100_000)), batch_size=5000
    )
    happen(1)
    started = time.perf_counter()
    assert deliver_events() == 1
    assert checks.problems() == []
    assert time.perf_counter() - started < 0.5
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE events_eventrow")
    assert "event_unsettled" in bus._due()[:200].explain()


def test_a_worker_that_does_not_run_is_a_problem(db, taken):
    with clock.fixed(START):
        happen(1)
    with clock.fixed(START + timedelta(minutes=20)):
        assert checks.problems() == ["有 1 个事件超过 10 分钟无人投递，请检查后台进程是否在运行"]


def _work() -> None:
    try:
        deliver_events()
    finally:
        connection.close()


_save = Delivery.save


def _die_at_the_end(delivery: Delivery, **kwargs: object) -> None:
    if delivery.done_at:
        raise KeyboardInterrupt
    _save(delivery, **kwargs)
