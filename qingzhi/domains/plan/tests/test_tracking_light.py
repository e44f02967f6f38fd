"""The light of a target at each of its edges."""

import re
from datetime import date
from decimal import Decimal as D

import pytest

from qingzhi.domains.plan.rules.tracking.light import LightThresholds, light, share_time
from qingzhi.domains.plan.tests.test_tracking_trajectory import END, MARKS, way

ROW = LightThresholds(D(5), D(20), 400, D(5), date(2017, 1, 1), "省知识产权联席会议办公室确认的缺省值")
HALF = date(2019, 1, 1)  # 730 of the 1,460 days from 2017-01-01 to 2020-12-31: half
HALF_WIDTH = re.compile("[\u4e00-\u9fff][,;:()]|[,;:()][\u4e00-\u9fff]")
HUNDRED = way(">=", 1000, "flow", unit="家")  # agents in enterprises, times ten: a tenth of a point is one


def shown(target, value, as_of, today=None, row=ROW):
    as_of = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    today = date.fromisoformat(today) if isinstance(today, str) else (today or as_of)
    return light(target, D(value) if value is not None else None, as_of, today, row)


def test_the_real_example():
    found = shown(MARKS, 18537, "2016-12-31", "2017-07-14")
    assert (found.state, found.label) == ("ok", "正常")
    # 5,619 of 7,082 are 79.34 %; 366 of 1,827 days are 20.03 %; 561 of 1,827 days by 2017-07-14 are 30.71 %
    assert (found.share_done, found.share_expected, found.gap) == (D("79.3"), D("20.0"), D("-59.3"))
    assert found.share_time == D("30.7")
    assert found.reason == (
        "截至 2016年12月31日 为 18,537 件；按进度应为 14,336.7 件；已完成 79.3%，应完成 20.0%；超前 59.3 个百分点。"
    )


def test_what_is_expected_is_said_finely_enough_to_differ():
    found = shown(way(">=", 40, "stock", 33, unit="件"), 36, "2018-06-30", "2018-07-01")
    assert found.state == "warn"
    assert "为 36 件" in found.reason
    assert "按进度应为 36.5 件" in found.reason  # not 36, which it has


def test_the_real_example_reached():
    found = shown(MARKS, 38777, "2019-09-30")
    assert (found.state, found.is_met) == ("done", True)
    assert found.reason == "截至 2019年9月30日 为 38,777 件，已达到目标（不少于 20,000 件）。"


@pytest.mark.parametrize(
    ("value", "state", "gap"),
    [
        (1000, "done", "-50.0"),
        (999, "ok", "-49.9"),
        (500, "ok", "0.0"),
        (450, "ok", "5.0"),  # not more than warn_gap
        (449, "warn", "5.1"),
        (300, "warn", "20.0"),  # not more than late_gap
        (299, "late", "20.1"),
        (0, "late", "50.0"),
    ],
)
def test_edges_of_the_gap(value, state, gap):
    found = shown(HUNDRED, value, HALF)
    assert (found.state, found.gap) == (state, D(gap))


def test_what_is_compared_is_what_is_shown():
    # 449.6 is 44.96 %, shown as 45.0 %: the gap on the page is 5.0, and so it is no warning
    assert shown(HUNDRED, "449.6", HALF).state == "ok"


@pytest.mark.parametrize(
    ("today", "value", "state"),
    [
        ("2020-12-31", 900, "warn"),  # the last day still belongs to it
        ("2021-01-01", 900, "late"),
        ("2021-01-01", 999, "late"),
        ("2021-01-01", 1000, "done"),
        ("2016-12-31", 0, "ok"),  # not begun
    ],
)
def test_edges_of_the_deadline(today, value, state):
    assert shown(HUNDRED, value, today).state == state


@pytest.mark.parametrize(
    ("value", "as_of", "today", "state"),
    [
        (15, "2020-06-30", "2020-06-30", "ok"),  # satisfied, but it must be kept
        (20, "2020-12-31", "2020-12-31", "ok"),
        (20, "2020-12-31", "2021-01-01", "done"),
        (21, "2020-12-31", "2021-01-01", "late"),
        (15, "2020-06-30", "2021-01-01", "ok"),  # the value as of the deadline is still to come
        (15, "2019-06-30", "2021-01-01", "warn"),  # and what is there is old
        (21, "2018-06-30", "2018-06-30", "ok"),  # 5.0 % more than allowed
        (22, "2018-06-30", "2018-06-30", "warn"),
        (24, "2018-06-30", "2018-06-30", "warn"),
        (25, "2018-06-30", "2018-06-30", "late"),
    ],
)
def test_a_ceiling_is_kept_until_its_deadline(value, as_of, today, state):
    assert shown(way("<=", 20, "duration", unit="日"), value, as_of, today).state == state


@pytest.mark.parametrize(
    ("value", "state"),
    [(20, "ok"), (25, "ok"), ("25.5", "ok"), ("25.6", "warn"), (27, "warn"), ("27.1", "late"), (31, "late")],
)
def test_a_duration_that_shall_fall(value, state):
    # from 30 to 20, half-way at 25 on 2018-07-01 (913 of 1,827 days are 50.0 %)
    assert shown(way("<=", 20, "duration", 30, unit="日"), value, "2018-07-01").state == state


@pytest.mark.parametrize(
    ("comparator", "value", "today", "state"),
    [
        (">", 40, END, "ok"),
        (">", 40, "2021-01-01", "late"),
        (">", 41, END, "done"),
        ("<", 40, "2021-01-01", "late"),
        ("<", 39, "2021-01-01", "done"),
        ("=", 40, HALF, "done"),
        ("=", 41, HALF, "ok"),  # mirrored: 97.5 % done
        ("=", 41, "2021-01-01", "late"),
        ("≈", 38, HALF, "done"),
        ("≈", 37, END, "warn"),
        ("≈", 60, HALF, "done"),
        ("range", 40, HALF, "done"),
        ("range", 50, HALF, "done"),
        ("range", 39, HALF, "ok"),
        ("range", 51, "2021-01-01", "late"),
    ],
)
def test_each_comparator(comparator, value, today, state):
    target = way(comparator, 40, "stock", value_to=D(50) if comparator == "range" else None)
    assert shown(target, value, today).state == state


def test_beyond_a_goal_that_must_not_be_passed_the_share_is_mirrored():
    assert shown(way("=", 40, "stock"), 44, HALF).share_done == D("90.0")
    assert shown(way("range", 30, "stock", value_to=D(40)), 44, HALF).share_done == D("90.0")
    assert shown(way("range", 30, "stock", 60, value_to=D(40)), 27, HALF).share_done == D("90.0")
    assert shown(way("range", 30, "stock", value_to=D(40)), 33, HALF).share_done == D("100.0")


GROWTH = way(">=", 30, "growth", unit="%", per="year")


@pytest.mark.parametrize(
    ("value", "as_of", "today", "state", "done"),
    [
        (31, "2017-12-31", "2018-07-01", "ok", "100.0"),
        (30, "2017-12-31", "2018-01-01", "ok", "100.0"),
        ("28.5", "2017-12-31", "2018-07-01", "ok", "95.0"),
        ("28.4", "2017-12-31", "2018-07-01", "warn", "94.7"),
        (24, "2017-12-31", "2018-07-01", "warn", "80.0"),
        ("23.9", "2017-12-31", "2018-07-01", "late", "79.7"),
        (-3, "2017-12-31", "2018-07-01", "late", "-10.0"),
        (30, "2020-12-31", "2021-01-01", "done", "100.0"),
        ("29.9", "2020-12-31", "2021-01-01", "late", "99.7"),
    ],
)
def test_yearly_growth(value, as_of, today, state, done):
    found = shown(GROWTH, value, as_of, today)
    assert (found.state, found.share_done) == (state, D(done))


@pytest.mark.parametrize(
    ("as_of", "today", "reason"),
    [
        ("2016-12-31", "2017-12-31", "首个考核期（2017年）尚未结束，暂不评价。"),
        ("2016-12-31", "2018-01-01", "缺少2017年整期数据（现有数据截至 2016年12月31日）。"),
        ("2018-06-30", "2018-07-01", "缺少2017年整期数据（现有数据截至 2018年6月30日）。"),
        ("2017-12-31", "2019-01-01", "缺少2018年整期数据（现有数据截至 2017年12月31日）。"),
        ("2021-12-31", "2022-03-01", "缺少2020年整期数据（现有数据截至 2021年12月31日）。"),
    ],
)
def test_a_repeated_target_looks_at_the_latest_finished_year(as_of, today, reason):
    found = shown(GROWTH, 40, as_of, today)
    assert (found.state, found.reason) == ("unknown", reason)


def test_quarters_months_and_yearly_steps():
    quarterly = way(">=", 3, "flow", unit="次", per="quarter")
    assert shown(quarterly, 3, "2018-06-30", "2018-07-01").state == "ok"
    assert "缺少2018年第2季度整期数据" in shown(quarterly, 3, "2018-03-31", "2018-07-01").reason
    monthly = way(">=", 3, "flow", unit="次", per="month")
    assert "缺少2017年12月整期数据" in shown(monthly, 3, "2017-11-30", "2018-01-31").reason
    stepped = way(">=", 30, "growth", unit="%", per="year", steps=[("2017-12-31", 20)])
    assert shown(stepped, 20, "2017-12-31", "2018-07-01").state == "ok"


def test_growth_over_several_years_moves_when_a_year_has_ended():
    growth = way(">=", "46.41", "growth", unit="%")
    assert shown(growth, 0, "2017-12-30").state == "ok"
    assert shown(growth, 0, "2017-12-31").state == "late"  # 10 of 46.41 is 21.5 %
    assert shown(growth, 10, "2018-12-30").state == "ok"


@pytest.mark.parametrize(
    ("value", "as_of", "reason"),
    [
        (None, None, "缺少指标数值，尚无记录可查。"),
        (5, None, "缺少数据截至日期。"),
        (5, date(2018, 7, 2), "数据截至 2018年7月2日，晚于今天，不能采用。"),
    ],
)
def test_unknown_says_what_is_missing(value, as_of, reason):
    found = shown(HUNDRED, value, as_of, "2018-07-01")
    assert (found.state, found.label, found.reason, found.share_done) == ("unknown", "无数据", reason, None)


def test_without_a_deadline_or_a_beginning():
    endless = way(">=", 5, "stock", 1, deadline=None, unit="家")
    assert shown(endless, 5, HALF).state == "done"
    found = shown(endless, 4, HALF)
    assert (found.state, found.reason) == (
        "unknown",
        "截至 2019年1月1日 为 4 家，尚未达到目标；缺少期限，无法判断进度。",
    )
    assert "缺少基期或规划起始日期" in shown(way(">=", 5, "flow", starts_on=None), 4, HALF).reason


def test_old_data_is_amber_and_says_so():
    fresh, old = shown(MARKS, 18537, "2016-12-31", "2018-02-04"), shown(MARKS, 18537, "2016-12-31", "2018-02-05")
    assert (fresh.state, fresh.is_stale, old.state, old.is_stale) == ("ok", False, "warn", True)
    assert "数据已 401 天未更新" in old.reason
    assert shown(HUNDRED, 1000, "2017-07-01", "2020-07-01").state == "done"


def test_a_missing_baseline_is_admitted():
    assert "未填基期，按规划起始日 0 起算" in shown(way(">=", 5, "stock"), 1, HALF).reason
    assert "未填基期" not in shown(way(">=", 5, "flow"), 1, HALF).reason


def test_a_goal_of_nothing_at_all():
    none = way("<=", 0, "flow", unit="件", per="year")
    assert shown(none, 0, "2017-12-31", "2018-07-01").state == "ok"
    assert shown(none, 1, "2017-12-31", "2018-07-01").share_done == D("0.0")


def test_time_is_shown_from_0_to_100():
    days = (date(2016, 1, 1), HALF, date(2022, 1, 1))
    assert [share_time(HUNDRED, day) for day in days] == [D("0.0"), D("50.0"), D("100.0")]


@pytest.mark.parametrize("value", [100, 420, 470, 600, 1000])
def test_reasons_are_in_full_width_punctuation(value):
    for today in (HALF, date(2020, 12, 31), date(2021, 1, 1)):
        assert not HALF_WIDTH.search(shown(HUNDRED, value, HALF, today).reason)


def test_behind_names_the_thresholds():
    assert shown(HUNDRED, 400, HALF).reason.endswith("落后 10.0 个百分点（预警线 5，滞后线 20）。")
