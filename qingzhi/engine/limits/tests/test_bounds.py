"""Reminders and escalations on their dates."""

from datetime import date, datetime

import pytest

from qingzhi.engine.limits.rules.bounds import Mark, Phase, schedule
from qingzhi.engine.limits.rules.calendar import WorkCalendar
from qingzhi.engine.limits.rules.count import Length, Stop, Unit, due

NATIONAL = WorkCalendar()
LAST_ON_OCTOBER_8 = due(date(2018, 9, 24), Length(7, Unit.DAY), NATIONAL)
WD = Unit.WORKING_DAY


@pytest.mark.parametrize(
    ("mark", "on", "label"),
    [
        (Mark("remind", -3), date(2018, 9, 30), "到期前 3 日"),  # 10-5 is a holiday: back to the last working day
        (Mark("remind", -3, WD), date(2018, 9, 28), "到期前 3 个工作日"),
        (Mark("due", 0), date(2018, 10, 8), "到期当日"),
        (Mark("dun", 1), date(2018, 10, 9), "到期后 1 日"),
        (Mark("dun", 5), date(2018, 10, 15), "到期后 5 日"),  # 10-13 is a Saturday: on to Monday
        (Mark("escalate", 5, WD), date(2018, 10, 15), "到期后 5 个工作日"),
    ],
)
def test_marks_fall_on_working_days(mark, on, label):
    (bound,) = schedule(LAST_ON_OCTOBER_8, [mark], NATIONAL)
    assert (bound.on, bound.label, bound.code) == (on, label, mark.code)


def test_in_order_and_without_reminders_before_the_start():
    marks = [Mark("escalate", 15), Mark("due", 0), Mark("remind", -30), Mark("remind", -3), Mark("dun", 1)]
    bounds = schedule(LAST_ON_OCTOBER_8, marks, NATIONAL)
    assert [bound.phase for bound in bounds] == [Phase.BEFORE, Phase.AT, Phase.AFTER, Phase.AFTER]
    assert bounds == sorted(bounds, key=lambda bound: bound.on)


def test_a_reminder_on_the_first_day_is_left_out():
    limit = due(date(2018, 5, 3), Length(4, Unit.DAY), NATIONAL)  # Monday 5-7
    assert schedule(limit, [Mark("remind", -4)], NATIONAL) == []
    assert [bound.on for bound in schedule(limit, [Mark("remind", -3)], NATIONAL)] == [date(2018, 5, 4)]


def test_nothing_is_scheduled_while_suspended():
    stopped = due(date(2018, 5, 3), Length(9, Unit.DAY), NATIONAL, stops=[Stop(date(2018, 5, 4), None, "鉴定")])
    assert schedule(stopped, [Mark("due", 0)], NATIONAL) == []


def test_marks_around_an_instant():
    limit = due(datetime(2018, 5, 3, 9, 30), Length(24, Unit.HOUR), NATIONAL)
    marks = [Mark("dun", 1), Mark("remind", -2, Unit.HOUR), Mark("remind", -24, Unit.HOUR)]
    assert [bound.at for bound in schedule(limit, marks, NATIONAL)] == [
        datetime(2018, 5, 4, 7, 30),
        datetime(2018, 5, 5, 9, 30),
    ]


def test_units_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="around a day"):
        schedule(LAST_ON_OCTOBER_8, [Mark("remind", -2, Unit.HOUR)], NATIONAL)
    with pytest.raises(ValueError, match="around an instant"):
        schedule(due(datetime(2018, 5, 3), Length(9, Unit.HOUR), NATIONAL), [Mark("dun", 1, WD)], NATIONAL)
