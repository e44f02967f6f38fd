"""Limits counted by hand against the holiday notices of 2017–2021."""

from datetime import UTC, date, datetime

import pytest

from qingzhi.engine.limits.rules.calendar import KNOWN_YEARS, DayKind, WorkCalendar
from qingzhi.engine.limits.rules.count import Extension, Length, Stop, Unit, due
from qingzhi.engine.limits.rules.sources import counting_basis

NATIONAL = WorkCalendar()
WD, DAY, MONTH, YEAR, HOUR = Unit.WORKING_DAY, Unit.DAY, Unit.MONTH, Unit.YEAR, Unit.HOUR


@pytest.mark.parametrize(
    ("start", "value", "unit", "expected"),
    [
        # 2017: Spring Festival 1-27…2-2, working 1-22 and 2-4; National Day 10-1…10-8, working 9-30
        ("2017-01-20", 5, WD, "2017-01-26"),
        ("2017-01-25", 3, WD, "2017-02-04"),
        ("2017-09-29", 7, WD, "2017-10-16"),
        ("2017-09-20", 15, DAY, "2017-10-09"),
        ("2017-01-31", 1, MONTH, "2017-02-28"),
        # 2018: Spring Festival 2-15…2-21, working 2-11 and 2-24; National Day 10-1…10-7, working 9-29 and 9-30
        ("2018-02-14", 5, WD, "2018-02-27"),
        ("2018-05-03", 30, WD, "2018-06-14"),
        ("2018-06-15", 1, WD, "2018-06-19"),
        ("2018-09-28", 3, WD, "2018-10-08"),
        ("2018-09-24", 7, DAY, "2018-10-08"),
        ("2018-09-02", 1, MONTH, "2018-10-08"),
        ("2018-08-31", 1, MONTH, "2018-09-30"),  # a Sunday on which offices work
        ("2018-12-28", 2, WD, "2019-01-02"),
        # 2019: Spring Festival 2-4…2-10, working 2-2 and 2-3; Labour Day 5-1…5-4, working 4-28 and 5-5
        ("2019-02-01", 3, WD, "2019-02-11"),
        ("2019-04-30", 2, WD, "2019-05-06"),
        ("2019-07-09", 90, DAY, "2019-10-08"),
        # 2020: Spring Festival prolonged to 2-2; National Day 10-1…10-8, working 9-27 and 10-10
        ("2020-01-21", 5, WD, "2020-02-05"),
        ("2020-01-20", 10, DAY, "2020-02-03"),
        ("2020-09-25", 6, WD, "2020-10-10"),
        ("2020-02-29", 1, YEAR, "2021-03-01"),
        ("2020-11-30", 3, MONTH, "2021-03-01"),
        # 2021: Spring Festival 2-11…2-17, working 2-7 and 2-20; Labour Day 5-1…5-5, working 4-25 and 5-8
        ("2021-02-08", 5, WD, "2021-02-20"),
        ("2021-04-30", 5, WD, "2021-05-11"),
        ("2018-05-31", 5, YEAR, "2023-05-31"),
    ],
)
def test_due_dates_counted_by_hand(start, value, unit, expected):
    result = due(date.fromisoformat(start), Length(value, unit), NATIONAL)
    assert result.on == date.fromisoformat(expected)
    assert result.warnings == ()


@pytest.mark.parametrize(
    ("start", "length", "stops", "extensions", "expected"),
    [
        # three working days (5-10, 5-11, 5-14) do not count, and 6-18 is a holiday
        ("2018-05-03", (30, WD), [("2018-05-10", "2018-05-15")], [], "2018-06-20"),
        # two stops that overlap are one: 5-10 to 5-16 is five working days
        ("2018-05-03", (30, WD), [("2018-05-10", "2018-05-15"), ("2018-05-11", "2018-05-17")], [], "2018-06-22"),
        ("2018-05-03", (30, WD), [("2018-04-01", "2018-05-03")], [], "2018-06-14"),  # over before it began
        ("2018-05-03", (30, WD), [("2018-06-15", "2018-06-30")], [], "2018-06-14"),  # begins when it is over
        ("2018-05-03", (30, WD), [("2018-05-10", "2018-05-10")], [], "2018-06-14"),  # empty
        ("2018-01-02", (90, DAY), [("2018-02-01", "2018-02-11")], [], "2018-04-12"),
        # a month of 31 days with ten of them stopped
        ("2018-03-10", (1, MONTH), [("2018-03-20", "2018-03-30")], [], "2018-04-20"),
        ("2018-05-03", (15, WD), [], [(15, WD)], "2018-06-14"),
        ("2018-01-02", (90, DAY), [], [(30, DAY)], "2018-05-02"),
        ("2018-06-30", (3, MONTH), [], [(1, MONTH)], "2018-10-30"),
        ("2017-10-31", (1, MONTH), [], [(1, MONTH), (1, MONTH)], "2018-01-31"),  # not 1-30: counted from one day
        ("2018-06-30", (1, YEAR), [], [(3, MONTH)], "2019-09-30"),
        # the unmoved end, Saturday 6-30, carries the extension: 5 working days to 7-6
        ("2018-05-31", (30, DAY), [], [(5, WD)], "2018-07-06"),
        # an extension that ends in the holiday is moved, once
        ("2018-09-03", (20, WD), [], [(3, DAY)], "2018-10-08"),
    ],
)
def test_stops_and_extensions_counted_by_hand(start, length, stops, extensions, expected):
    result = due(
        date.fromisoformat(start),
        Length(*length),
        NATIONAL,
        stops=[Stop(date.fromisoformat(a), date.fromisoformat(b), "检验鉴定") for a, b in stops],
        extensions=[Extension(Length(*each), "案情复杂", "机关负责人") for each in extensions],
    )
    assert result.on == date.fromisoformat(expected)


def test_a_moved_last_day_keeps_the_nominal_one():
    result = due(date(2018, 9, 24), Length(7, DAY), NATIONAL)
    assert (result.nominal_on, result.is_moved, result.counted_days) == (date(2018, 10, 1), True, 7)


def test_a_stop_over_the_day_to_which_it_moves_holds_it_up():
    stop = Stop(date(2018, 10, 8), date(2018, 10, 10), "公告送达")
    assert due(date(2018, 9, 24), Length(7, DAY), NATIONAL, stops=[stop]).on == date(2018, 10, 10)


def test_an_open_stop_suspends_and_says_what_is_left():
    stop = Stop(date(2018, 5, 10), None, "检验鉴定")
    extension = Extension(Length(15, WD), "案情复杂", "机关负责人")
    result = due(date(2018, 5, 3), Length(30, WD), NATIONAL, stops=[stop], extensions=[extension])
    assert (result.on, result.at, result.nominal_on) == (None, None, None)
    assert result.suspended_on == date(2018, 5, 10)
    assert result.left == (Length(26, WD), Length(15, WD))  # 5-4, 5-7, 5-8, 5-9 have counted


def test_an_open_stop_after_the_count_but_before_the_moved_day():
    stop = Stop(date(2018, 10, 2), None, "公告送达")
    result = due(date(2018, 9, 24), Length(7, DAY), NATIONAL, stops=[stop])
    assert (result.on, result.left, result.suspended_on) == (None, (), date(2018, 10, 2))
    assert "最后一日待恢复后顺延" in result.explain()[0]


def test_an_open_stop_after_the_end_changes_nothing():
    result = due(date(2018, 5, 3), Length(30, WD), NATIONAL, stops=[Stop(date(2018, 6, 15), None, "检验鉴定")])
    assert (result.on, result.stops) == (date(2018, 6, 14), ())


def test_hours_run_through_nights_holidays_and_stops():
    start = datetime(2018, 9, 30, 9, 30, tzinfo=UTC)
    assert due(start, Length(24, HOUR), NATIONAL).at == datetime(2018, 10, 1, 9, 30, tzinfo=UTC)
    stop = Stop(date(2018, 10, 1), date(2018, 10, 2), "展馆闭馆")
    assert due(start, Length(24, HOUR), NATIONAL, stops=[stop, stop]).at == datetime(2018, 10, 2, 9, 30, tzinfo=UTC)


def test_hours_under_an_open_stop():
    start = datetime(2018, 9, 30, 9, 30, tzinfo=UTC)
    stop = Stop(datetime(2018, 9, 30, 12, 0, tzinfo=UTC), None, "等待鉴定")
    result = due(start, Length(24, HOUR), NATIONAL, stops=[stop])
    assert (result.at, result.left) == (None, (Length(22, HOUR),))  # 21 hours and a half, rounded up


def test_a_missing_year_is_warned_of_where_it_matters():
    last = max(KNOWN_YEARS)
    result = due(date(last, 12, 20), Length(20, WD), NATIONAL)
    assert [warning[:4] for warning in result.warnings] == [str(last + 1)]
    assert result.explain()[-1] == f"提示：{result.warnings[0]}"
    through = due(date(2018, 5, 3), Length(last - 2018 + 1, YEAR), NATIONAL)
    assert len(through.warnings) == 1  # only the year of its last day, not the years between


def test_a_provincial_day_off_is_skipped_and_named():
    calendar = WorkCalendar({date(2018, 5, 4): DayKind.off("州庆", "自治州人大常委会决定")})
    result = due(date(2018, 5, 3), Length(30, WD), calendar)
    assert result.on == date(2018, 6, 15)
    assert "州庆 5月4日" in result.explain()[1]


@pytest.mark.parametrize(
    ("start", "basis"),
    [
        (date(2017, 9, 30), "《民法通则》第154条"),
        (date(2017, 10, 1), "《民法总则》第201条至第203条"),
        (date(2020, 12, 31), "《民法总则》第201条至第203条"),
        (date(2021, 1, 1), "《民法典》第201条至第203条"),
        (date(1986, 12, 31), ""),
    ],
)
def test_the_general_rule_in_force_is_cited(start, basis):
    assert counting_basis(start) == basis


def test_a_rule_of_its_own_is_cited_instead():
    own = "《市场监督管理行政处罚程序规定》第80条"
    assert f"计算依据：{own}。" in due(date(2022, 5, 5), Length(5, WD), NATIONAL, basis=own).explain()


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        (lambda: Length(0, DAY), ValueError),
        (lambda: Length(101, YEAR), ValueError),
        (lambda: Length(1, "week"), ValueError),
        (lambda: Stop(date(2018, 5, 2), date(2018, 5, 1), "颠倒"), ValueError),
        (lambda: due(datetime(2018, 5, 3), Length(3, DAY), NATIONAL), TypeError),
        (lambda: due(date(2018, 5, 3), Length(3, HOUR), NATIONAL), TypeError),
        (
            lambda: due(date(2018, 5, 3), Length(3, DAY), NATIONAL, stops=[Stop(datetime(2018, 5, 4), None, "")]),
            TypeError,
        ),
        (
            lambda: due(
                date(2018, 5, 3), Length(3, DAY), NATIONAL, extensions=[Extension(Length(3, HOUR), "急", "负责人")]
            ),
            ValueError,
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(attempt, error):
    with pytest.raises(error):
        attempt()
