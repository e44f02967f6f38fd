"""The clock: real, held by a test, pinned by a demonstration."""

from datetime import date, datetime, timedelta

from qingzhi.base import clock
from qingzhi.base.clock.models import ClockPin


def test_now_is_aware_and_in_china():
    with clock.fixed(datetime(2018, 7, 1, 9, 30)):
        assert clock.now().isoformat() == "2018-07-01T09:30:00+08:00"
        assert clock.today() == date(2018, 7, 1)


def test_a_held_day_is_noon_and_is_let_go():
    with clock.fixed(date(2018, 7, 1)):
        assert clock.now().hour == 12
    assert clock.today() > date(2020, 1, 1)


def test_a_demonstration_pins_the_day_but_not_the_machine(db):
    ClockPin.objects.create(day=date(2018, 7, 1), reason="演示")
    clock.forget_pin()
    assert clock.is_pinned()
    assert clock.today() == date(2018, 7, 1)
    assert clock.real_now() - clock.now() > timedelta(days=365)
