"""Where targets should stand, and what satisfies them."""

from datetime import date
from decimal import Decimal as D

import pytest

from qingzhi.domains.plan.rules.tracking.goal import Goal, Observation
from qingzhi.domains.plan.rules.tracking.numbers import figure, half_up, percent
from qingzhi.domains.plan.rules.tracking.trajectory import Trajectory

END = date(2020, 12, 31)
BEGIN = date(2017, 1, 1)
BASE_ON = date(2015, 12, 31)


def way(comparator, value, kind, baseline=None, *, deadline=END, steps=(), starts_on=BEGIN, **goal):
    return Trajectory(
        Goal(comparator, D(value), kind, deadline, **goal),
        Observation(D(baseline), BASE_ON) if baseline is not None else None,
        starts_on,
        tuple(Observation(D(v), date.fromisoformat(on)) for on, v in steps),
    )


MARKS = way(">=", 20000, "stock", 12918, unit="件")


@pytest.mark.parametrize(
    ("target", "day", "expected"),
    [
        # marks: 7,082 over 1,827 days; 366 of them gone at the end of 2016
        (MARKS, "2015-12-31", "12918"),
        (MARKS, "2015-01-01", "12918"),
        (MARKS, "2016-12-31", "14336.73"),
        (MARKS, "2020-12-31", "20000"),
        (MARKS, "2021-12-31", "20000"),
        # geographical indications: 7 over 1,827 days; 913 gone at the end of June 2018 is 3.50 (912: 3.49)
        (way(">=", 40, "stock", 33), "2018-07-01", "36.50"),
        # steps win, with a straight line between them
        (way(">=", 40, "stock", 33, steps=[("2017-12-31", 34), ("2018-12-31", 36)]), "2017-12-31", "34"),
        (way(">=", 40, "stock", 33, steps=[("2017-12-31", 34), ("2018-12-31", 36)]), "2018-07-02", "35.00"),
        (way(">=", 40, "stock", 33, steps=[("2017-12-31", 34), ("2018-12-31", 36)]), "2019-12-31", "38.00"),
        # agents in 100 enterprises, a flow: from 0 on the first day of the plan, over 1,460 days, whatever the baseline
        (way(">=", 100, "flow", unit="家"), "2017-01-01", "0"),
        (way(">=", 100, "flow", 7, unit="家"), "2019-01-01", "50.00"),
        (way(">=", 100, "flow", unit="家"), "2020-12-31", "100"),
        # a duration that shall fall from 30 days to 20
        (way("<=", 20, "duration", 30, starts_on=None), "2018-07-01", "25.00"),
        # a ceiling without a baseline, or with one that satisfies it, is the same all along
        (way("<=", 20, "duration"), "2018-07-01", "20"),
        (way("<=", 20, "duration", 15), "2018-07-01", "20"),
        (way("<=", 10, "flow", unit="件"), "2018-07-01", "10"),
        # repeated: the yearly rate on every day, or the year's own step
        (way(">=", 30, "growth", per="year"), "2018-12-31", "30"),
        (way(">=", 30, "growth", per="year", steps=[("2018-12-31", 25)]), "2018-12-31", "25"),
        (way(">=", 30, "growth", per="year", steps=[("2018-12-31", 25)]), "2019-12-31", "30"),
        # growth by 46.41 % over four years is 10 % a year, and moves when a year has ended
        (way(">=", "46.41", "growth", unit="%"), "2017-12-30", "0"),
        (way(">=", "46.41", "growth", unit="%"), "2017-12-31", "10.00"),
        (way(">=", "46.41", "growth", unit="%"), "2018-12-30", "10.00"),
        (way(">=", "46.41", "growth", unit="%"), "2018-12-31", "21.00"),
        (way(">=", "46.41", "growth", unit="%", steps=[("2018-12-31", 15)]), "2018-12-30", "0"),
        (way(">=", "46.41", "growth", unit="%", steps=[("2018-12-31", 15)]), "2019-06-30", "15"),
        (way(">=", 16, "growth", unit="倍"), "2018-12-31", "4.00"),
        # ranges: the nearer bound
        (way("range", 30, "stock", 10, value_to=D(40)), "2020-12-31", "30"),
        (way("range", 30, "ratio", 60, value_to=D(40)), "2020-12-31", "40"),
        # coverage without a baseline begins at 0
        (way("=", 100, "coverage", unit="%"), "2019-01-01", "50.00"),
    ],
)
def test_expected(target, day, expected):
    found = target.expected_on(date.fromisoformat(day))
    assert half_up(found, 2) == D(expected)


def test_without_a_deadline_or_a_beginning_nothing_is_expected():
    assert way(">=", 5, "stock", 1, deadline=None).expected_on(END) is None
    assert way(">=", 5, "flow", starts_on=None).expected_on(END) is None
    assert way(">=", 5, "flow", starts_on=None).points == ()


def test_points_are_the_corners_of_the_line():
    target = way(">=", 40, "stock", 33, steps=[("2018-12-31", 36)])
    assert [point.value for point in target.points] == [33, 36, 40]
    last = way(">=", 40, "stock", 33, steps=[("2020-12-31", 40)])
    assert [point.value for point in last.points] == [33, 40]


@pytest.mark.parametrize(
    "steps", [[("2018-12-31", 1), ("2017-12-31", 2)], [("2015-12-31", 1)], [("2021-12-31", 1)], [("2018-12-31", 1)] * 2]
)
def test_steps_out_of_order_or_place_are_refused(steps):
    with pytest.raises(ValueError, match="steps"):
        way(">=", 40, "stock", 0, steps=steps)


def test_a_deadline_before_the_beginning_is_refused():
    with pytest.raises(ValueError, match="deadline"):
        way(">=", 40, "stock", 0, deadline=BASE_ON)


@pytest.mark.parametrize(
    ("comparator", "kind", "values"),
    [
        (">=", "stock", {"49": False, "50": True, "51": True}),
        (">", "stock", {"50": False, "50.1": True}),
        ("<=", "duration", {"50": True, "50.1": False}),
        ("<", "duration", {"49.9": True, "50": False}),
        ("=", "coverage", {"49.9": False, "50": True, "50.1": False}),
        # 5 % either way is 2.5; where things are counted, more than about fifty is no failure
        ("≈", "stock", {"47.4": False, "47.5": True, "52.5": True, "80": True}),
        ("≈", "ratio", {"47.4": False, "47.5": True, "52.5": True, "52.6": False}),
        ("range", "stock", {"49": False, "50": True, "60": True, "61": False}),
    ],
)
def test_comparators_at_their_edges(comparator, kind, values):
    goal = Goal(comparator, D(50), kind, END, value_to=D(60) if comparator == "range" else None)
    assert {value: goal.is_met_by(D(value), D(5)) for value in values} == values


@pytest.mark.parametrize(
    ("goal", "kept"),
    [
        (Goal("<=", D(5), "duration", END), True),
        (Goal(">=", D(5), "ratio", END), False),
        (Goal(">=", D(5), "ratio", END, keep=True), True),
        (Goal("<=", D(5), "stock", END, keep=False), False),
        (Goal(">=", D(5), "flow", END, per="year"), True),
        (Goal("range", D(5), "ratio", END, value_to=D(6)), True),
        (Goal("range", D(5), "stock", END, value_to=D(6)), False),
    ],
)
def test_which_goals_are_kept(goal, kept):
    assert goal.is_kept is kept


def test_a_range_needs_both_ends_in_order():
    for comparator, value_to in (("range", None), (">=", D(9)), ("range", D(1))):
        with pytest.raises(ValueError, match="range"):
            Goal(comparator, D(5), "stock", END, value_to=value_to)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("0.5", 0, "1"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.05", 1, "0.1"), ("-0.04", 1, "0.0")],
)
def test_rounding_is_half_up(value, places, expected):
    assert str(half_up(D(value), places)) == expected


def test_percent_and_figures():
    assert str(percent(D(1), D(3))) == "33.3"
    assert str(percent(D("0.0005"), D(1))) == "0.1"
    assert figure(D(18537), "件") == "18,537 件"
    assert figure(D("2.50"), "件") == "2.5 件"
    assert figure(D("1E+4"), "元") == "10,000 元"
    assert figure(D(30), "%") == "30%"


@pytest.mark.parametrize(
    ("comparator", "text"),
    [
        (">=", "不少于 20,000 件"),
        (">", "超过 20,000 件"),
        ("<=", "不超过 20,000 件"),
        ("<", "低于 20,000 件"),
        ("=", "等于 20,000 件"),
        ("≈", "20,000 件左右"),
        ("range", "20,000 至 30,000 件"),
    ],
)
def test_a_goal_in_words(comparator, text):
    assert str(Goal(comparator, D(20000), "stock", END, D(30000) if comparator == "range" else None, "件")) == text
