"""Forecasts and needed pace."""

from datetime import date
from decimal import Decimal as D

import pytest

from qingzhi.domains.plan.rules.tracking.fit import least_squares
from qingzhi.domains.plan.rules.tracking.forecast import Method, forecast
from qingzhi.domains.plan.rules.tracking.goal import Observation
from qingzhi.domains.plan.rules.tracking.pace import months_between, needed_pace
from qingzhi.domains.plan.tests.test_tracking_trajectory import END, MARKS, way


def seen(*pairs):
    return [Observation(D(str(value)), date.fromisoformat(on)) for on, value in pairs]


def test_least_squares_by_hand():
    # x 1…4, y 2, 4, 5, 8: slope 9.5 / 5 = 1.9; residuals .1, .2, -.7, .4; s² = .7 / 2
    line = least_squares([(D(1), D(2)), (D(2), D(4)), (D(3), D(5)), (D(4), D(8))])
    assert (line.slope, line.at(D(5))) == (D("1.9"), D("9.50"))
    # t(2) 1.886 · √.35 · √(1 + 1/4 + 6.25/5) = 1.7642
    assert line.margin(D(5)).quantize(D("0.0001")) == D("1.7642")


def test_two_observations_give_a_line_without_an_interval():
    # 5,619 in 366 days, 1,461 more days: 18,537 + 22,430.3
    found = forecast(seen(("2015-12-31", 12918), ("2016-12-31", 18537)), END, "stock", "up", unit="件")
    assert (found.method, found.value, found.low, found.high) == (Method.TWO_POINTS, D(40967), None, None)
    assert found.sentence == ("按最近 2 期数据直线推算，2020年12月31日 约为 40,967 件；数据少于 3 期，不能给出区间。")


def test_three_observations_give_an_interval():
    found = forecast(
        seen(("2015-12-31", 12918), ("2016-12-31", 18537), ("2017-12-31", 22000)), END, "stock", "up", unit="件"
    )
    assert found.method is Method.LEAST_SQUARES
    assert found.low < found.value < found.high
    assert found.cautious == found.low
    assert found.sentence.startswith("按最近 3 期数据最小二乘直线推算，2020年12月31日 约为 ")
    assert "80% 预测区间" in found.sentence


def test_a_perfect_line_has_no_width():
    found = forecast(seen(("2018-01-01", 10), ("2018-01-11", 20), ("2018-01-21", 30)), date(2018, 1, 31), "stock", "up")
    assert (found.low, found.value, found.high) == (40, 40, 40)


@pytest.mark.parametrize("pairs", [[], [("2016-12-31", 18537)], [("2016-12-31", 18537), ("2016-12-31", 18540)]])
def test_less_than_two_days_give_none(pairs):
    found = forecast(seen(*pairs), END, "stock", "up")
    assert (found.method, found.value) == (Method.NONE, None)
    assert found.sentence == f"现有 {min(len(pairs), 1)} 期数据，至少需要 2 期，暂不预测。"


def test_a_correction_replaces_the_value_of_its_day():
    found = forecast(seen(("2018-01-11", 99), ("2018-01-01", 10), ("2018-01-11", 20)), date(2018, 1, 21), "stock", "up")
    assert found.value == 30


def test_data_at_the_deadline_needs_no_forecast():
    found = forecast(seen(("2019-12-31", 39), ("2020-12-31", 41), ("2021-12-31", 44)), END, "stock", "up", unit="件")
    assert (found.method, found.value) == (Method.OBSERVED, 41)


@pytest.mark.parametrize(
    ("kind", "per", "pairs", "value"),
    [
        ("stock", None, [("2018-01-01", 10), ("2018-01-11", 4)], 0),
        ("coverage", None, [("2018-01-01", 60), ("2018-01-11", 90)], 100),
        ("ratio", None, [("2018-01-01", 60), ("2018-01-11", 90)], 150),
        ("flow", None, [("2018-01-01", 10), ("2018-01-11", 8)], 8),
        ("flow", "year", [("2018-01-01", 10), ("2018-01-11", 8)], 4),
        ("growth", "year", [("2018-01-01", 10), ("2018-01-11", -70)], -100),
        ("duration", None, [("2018-01-01", 30), ("2018-01-11", 12)], 0),
    ],
)
def test_forecasts_stay_within_what_can_be(kind, per, pairs, value):
    found = forecast(seen(*pairs), date(2018, 1, 31), kind, "up", per=per)
    assert found.value == value


def test_the_interval_is_clamped_too_and_the_cautious_end_follows_the_direction():
    observed = seen(("2018-01-01", 80), ("2018-01-11", 95), ("2018-01-21", 97))
    found = forecast(observed, date(2018, 1, 31), "coverage", "up")
    assert found.high == 100
    assert forecast(observed, date(2018, 1, 31), "duration", "down").cautious > 100


def test_only_the_recent_course_counts():
    old = [(f"2001-01-{day:02}", 1000) for day in range(1, 10)]
    new = [(f"2018-01-{day:02}", day) for day in range(1, 9)]
    assert forecast(seen(*old, *new), date(2018, 1, 31), "stock", "up").value == 31


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2016-12-31", "2020-12-31", "48"),
        ("2018-06-30", "2018-12-31", "6"),
        ("2018-02-28", "2018-03-31", "1"),
        ("2018-07-01", "2018-07-01", "0"),
        ("2018-07-01", "2018-06-01", "0"),
        ("2018-06-15", "2018-06-30", "0.5"),
        ("2018-01-31", "2018-03-01", "1.03"),
    ],
)
def test_months_between(start, end, months):
    assert months_between(date.fromisoformat(start), date.fromisoformat(end)).quantize(D("0.01")) == D(months)


def test_the_pace_of_the_real_example():
    found = needed_pace(MARKS, *seen(("2016-12-31", 18537)))
    assert (found.left, found.months) == (D(1463), D(48))
    assert (found.needed, found.so_far) == (D("30.5"), D("468.3"))  # 30.479 and 468.25
    assert found.sentence == "还差 1,463 件，距期限 48 个月，每月需增加 30.5 件；此前每月增加 468.3 件。"


@pytest.mark.parametrize(
    ("target", "on", "value", "needed", "words"),
    [
        (MARKS, "2019-12-31", 20000, None, "无需追加进度"),
        (MARKS, "2020-12-31", 19999, None, "期限已到，还差 1 件"),
        (way("<=", 20, "duration", 30, unit="日"), "2019-12-31", 26, "-0.5", "每月需减少 0.5 日；此前每月减少 0.1 日"),
        (way(">=", 30, "growth", per="year"), "2019-12-31", 26, None, "不计算"),
        (way(">=", 30, "stock", 1, deadline=None), "2019-12-31", 26, None, "不计算"),
        (way(">=", 100, "flow", unit="家"), "2019-12-31", 40, "5.0", "每月需增加 5 家"),
    ],
)
def test_edges_of_the_pace(target, on, value, needed, words):
    found = needed_pace(target, *seen((on, value)))
    assert found.needed == (D(needed) if needed else None)
    assert words in found.sentence
