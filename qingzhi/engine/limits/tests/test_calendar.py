"""The national arrangement under the office's own days."""

from datetime import date

import pytest

from qingzhi.engine.limits.rules.calendar import KNOWN_YEARS, DayCode, DayKind, WorkCalendar

NATIONAL = WorkCalendar()
PROVINCIAL = "省人民政府办公厅通知"


@pytest.mark.parametrize(
    ("day", "code", "reason"),
    [
        (date(2018, 6, 18), DayCode.HOLIDAY, "端午节"),
        (date(2018, 6, 17), DayCode.WEEKEND, "双休日"),
        (date(2018, 6, 19), DayCode.WORKDAY, "工作日"),
        (date(2018, 9, 29), DayCode.SHIFTED, "国庆节调休上班"),
        (date(2017, 10, 4), DayCode.HOLIDAY, "中秋节"),
        (date(2020, 1, 31), DayCode.HOLIDAY, "春节"),
        (date(2020, 2, 1), DayCode.HOLIDAY, "春节"),
        (date(2020, 2, 3), DayCode.WORKDAY, "工作日"),
        (date(2018, 12, 31), DayCode.HOLIDAY, "元旦"),
    ],
)
def test_days_are_what_the_notices_say(day, code, reason):
    kind = NATIONAL.kind(day)
    assert (kind.code, kind.reason) == (code, reason)


def test_an_override_wins_and_keeps_its_source():
    calendar = WorkCalendar({date(2020, 2, 3): DayKind.off("延长春节假期", PROVINCIAL)})
    assert not calendar.is_working(date(2020, 2, 3))
    assert calendar.kind(date(2020, 2, 3)).source == PROVINCIAL
    assert calendar.next_working(date(2020, 1, 24)) == date(2020, 2, 4)


def test_an_override_may_open_a_weekend():
    calendar = WorkCalendar({date(2018, 6, 17): DayKind.on("值班", PROVINCIAL)})
    assert calendar.previous_working(date(2018, 6, 18)) == date(2018, 6, 17)


def test_an_override_without_a_source_is_refused():
    with pytest.raises(ValueError, match="source"):
        WorkCalendar({date(2018, 6, 19): DayKind(DayCode.HOLIDAY, "放假")})


def test_later_changes_of_the_mapping_do_not_reach_the_calendar():
    entered = {date(2018, 6, 19): DayKind.off("停电", PROVINCIAL)}
    calendar = WorkCalendar(entered)
    entered.clear()
    assert not calendar.is_working(date(2018, 6, 19))


def test_a_missing_year_has_weekends_only_and_warns():
    missing = max(KNOWN_YEARS) + 1
    new_year = date(missing, 1, 1)
    assert NATIONAL.is_working(new_year) == (new_year.weekday() < 5)
    (warning,) = NATIONAL.warnings([2018, missing, missing])
    assert warning.startswith(f"{missing}年节假日安排尚未收录")


def test_a_year_that_the_office_completed_does_not_warn():
    missing = max(KNOWN_YEARS) + 1
    assert WorkCalendar(complete_years=frozenset({missing})).warnings([missing]) == ()


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2018, 6, 15), 1, date(2018, 6, 19)),
        (date(2018, 6, 19), -1, date(2018, 6, 15)),
        (date(2018, 6, 17), 0, date(2018, 6, 17)),
        (date(2018, 9, 28), 2, date(2018, 9, 30)),
        (date(2018, 10, 8), -3, date(2018, 9, 28)),
    ],
)
def test_shifting_by_working_days(day, count, expected):
    assert NATIONAL.shift(day, count) == expected
