"""Registers answer for indicators from the day on that somebody says they are whole."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.metrics.actions import ask_for_counts, count_from_register, count_registers
from qingzhi.domains.metrics.models import CountRequest, RegisterCount
from qingzhi.domains.metrics.queries import forget_provider, register_provider, registers, series_of, value_of
from qingzhi.domains.metrics.queries.registers import RegisterFigure
from qingzhi.domains.metrics.refusals import ValueNotValid
from qingzhi.domains.metrics.testing import make_actor, make_indicator, make_region, make_statistic

pytestmark = pytest.mark.django_db
HOME = "990000"


class Rows:
    """What a register's query answers: so many rights of each place."""

    def __init__(self, counts):
        self.counts = counts

    def count(self):
        return sum(self.counts.values())

    def order_by(self):
        return self

    def values_list(self, *names):
        return self

    def annotate(self, **counts):
        return list(self.counts.items())


def by_day(first, last, region):
    """Ten marks at the end of 2016, twelve from 2017 on, two of them in another prefecture."""
    counts = {"990101": 10} if last < date(2017, 1, 1) else {"990101": 10, "990201": 2}
    return Rows({code: count for code, count in counts.items() if code.startswith(region.rstrip("0"))})


@pytest.fixture
def figure(db, monkeypatch):
    made = RegisterFigure("marks", "trademark", False, by_day, (("on", "{last}"),))
    monkeypatch.setattr(registers, "FIGURES", (made,))
    register_provider("marks", made)
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        yield made
    forget_provider("marks")


@pytest.fixture
def marks(figure):
    make_region(), make_region("990100", "甲市"), make_region("990200", "乙市")
    return make_indicator()


def test_until_somebody_says_that_it_is_whole_statistics_speak(marks):
    make_statistic(marks, "2016", 18537)
    assert value_of("marks", HOME).value == Decimal(18537)
    count_from_register(actor=SYSTEM, indicator=marks, since=date(2016, 12, 31), reason="已导入并核对")
    found = value_of("marks", HOME)
    assert (found.value, found.records_count, found.provider, found.source) == (12, 12, "registers", "商标登记簿")
    assert found.records_url.endswith("/trademark/?on=2018-07-01&region=990000")
    assert value_of("marks", HOME, on=date(2016, 12, 31)).value == Decimal(10)
    assert value_of("marks", HOME, on=date(2016, 6, 30)).value is None


def test_it_is_an_action_with_a_permit_an_entry_and_an_event(marks):
    with pytest.raises(PermitRefused):
        count_from_register(actor=make_actor(permits=()), indicator=marks, since=date(2017, 1, 1), reason="核对")
    with pytest.raises(ValueNotValid, match="请说明"):
        count_from_register(actor=SYSTEM, indicator=marks, since=date(2017, 1, 1), reason=" ")
    with pytest.raises(ValueNotValid, match="没有登记簿"):
        count_from_register(actor=SYSTEM, indicator=make_indicator("gdp", "生产总值"), since=None, reason="核对")
    count_from_register(actor=SYSTEM, indicator=marks, since=date(2017, 1, 1), reason="核对")
    entry = AuditEntry.objects.get(action="metrics.count_from_register")
    assert entry.changes == {"counted_from": [None, "2017-01-01"]}
    assert EventRow.objects.filter(name="metrics.counting_changed").count() == 1
    assert CountRequest.objects.count() == 1
    count_from_register(actor=SYSTEM, indicator=marks, since=date(2017, 1, 1), reason="再说一次")
    assert AuditEntry.objects.filter(action="metrics.count_from_register").count() == 1


def test_the_series_follows_the_records_for_every_region_in_one_query(marks, django_assert_max_num_queries):
    count_from_register(actor=SYSTEM, indicator=marks, since=date(2016, 12, 31), reason="核对")
    assert count_registers() == 9  # two ends of years and today, for three regions
    assert count_registers() == 0, "nothing changed"
    assert [(one.as_of, one.value) for one in series_of("marks", HOME)] == [
        (date(2016, 12, 31), 10), (date(2017, 12, 31), 12), (date(2018, 7, 1), 12)
    ]  # fmt: skip
    assert [one.value for one in series_of("marks", "990200")] == [0, 2, 2]
    with django_assert_max_num_queries(3):
        registers.counted_series(["marks"], [HOME, "990100", "990200"], date(2000, 1, 1), date(2018, 7, 1))
    ask_for_counts()
    assert count_registers() == 9
    with clock.fixed(datetime(2018, 7, 2, 9, 0)):
        assert count_registers() == 9, "a new day"
    assert RegisterCount.objects.filter(as_of=date(2018, 7, 2)).count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_right_that_is_entered_by_hand_is_counted_too():
    from django.db import transaction

    from qingzhi.base.events.bus import deliver_events, publish
    from qingzhi.domains.rights.events import RightRegistered

    with transaction.atomic():
        publish(RightRegistered(right_id=1, kind="patent"))
    assert CountRequest.objects.count() == 0
    deliver_events()
    assert CountRequest.objects.count() == 1
