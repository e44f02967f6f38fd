"""Deadline tags at their edges."""

from datetime import date, datetime

import pytest

from qingzhi.engine.limits.rules.calendar import WorkCalendar
from qingzhi.engine.limits.rules.count import LeftState, Length, Stop, Unit, days_left, due, remaining

NATIONAL = WorkCalendar()
DUE = due(date(2018, 5, 3), Length(30, Unit.WORKING_DAY), NATIONAL)  # 2018-06-14
HOURS = due(datetime(2018, 5, 3, 9, 30), Length(24, Unit.HOUR), NATIONAL)


@pytest.mark.parametrize(
    ("today", "state", "days", "label"),
    [
        (date(2018, 6, 11), LeftState.AHEAD, 3, "剩 3 天"),
        (date(2018, 6, 13), LeftState.AHEAD, 1, "剩 1 天"),
        (date(2018, 6, 14), LeftState.TODAY, 0, "今天到期"),
        (date(2018, 6, 15), LeftState.OVERDUE, -1, "逾期 1 天"),
        (date(2018, 6, 16), LeftState.OVERDUE, -2, "逾期 2 天"),
    ],
)
def test_edges_in_days(today, state, days, label):
    left = remaining(DUE, today)
    assert (left.state, left.days, left.label) == (state, days, label)


@pytest.mark.parametrize(
    ("now", "state", "label"),
    [
        (datetime(2018, 5, 2, 9, 30), LeftState.AHEAD, "剩 2 天"),
        (datetime(2018, 5, 3, 9, 30), LeftState.AHEAD, "剩 1 天"),
        (datetime(2018, 5, 3, 9, 31), LeftState.TODAY, "剩 23 小时"),
        (datetime(2018, 5, 4, 9, 0), LeftState.TODAY, "剩不足 1 小时"),
        (datetime(2018, 5, 4, 9, 30), LeftState.TODAY, "剩不足 1 小时"),
        (datetime(2018, 5, 4, 9, 31), LeftState.OVERDUE, "逾期不足 1 小时"),
        (datetime(2018, 5, 4, 11, 30), LeftState.OVERDUE, "逾期 2 小时"),
        (datetime(2018, 5, 5, 9, 30), LeftState.OVERDUE, "逾期 1 天"),
        (date(2018, 5, 4), LeftState.TODAY, "今天到期"),
    ],
)
def test_edges_in_hours(now, state, label):
    left = remaining(HOURS, now)
    assert (left.state, left.label) == (state, label)


def test_suspended_and_without_a_deadline():
    stopped = due(date(2018, 5, 3), Length(9, Unit.DAY), NATIONAL, stops=[Stop(date(2018, 5, 4), None, "鉴定")])
    assert remaining(stopped, date(2018, 9, 1)).label == "中止中"
    assert days_left(None, date(2018, 9, 1)).label == "未定期限"


def test_an_instant_is_not_taken_for_a_day():
    with pytest.raises(TypeError):
        remaining(DUE, datetime(2018, 6, 14, 9, 0))
