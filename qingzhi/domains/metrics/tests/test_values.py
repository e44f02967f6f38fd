"""What `value_of` answers: the latest, as known on a day, from whom, and why not."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions import revise_statistic
from qingzhi.domains.metrics.queries import (
    Value,
    forget_provider,
    read_series,
    register_provider,
    series_for,
    series_of,
    value_known_on,
    value_of,
)
from qingzhi.domains.metrics.testing import MARKS, make_indicator, make_region, make_statistic

pytestmark = pytest.mark.django_db
HOME = "990000"


@pytest.fixture
def marks():
    indicator = make_indicator()
    for period, value, _ in MARKS:
        make_statistic(indicator, period, value)
    return indicator


def test_the_latest_value_comes_with_its_day_unit_and_source(marks):
    found = value_of("marks", HOME)
    assert (found.value, found.unit, found.as_of) == (Decimal(18537), "件", date(2016, 12, 31))
    assert found.source == "测试统计年鉴"
    assert found.provider == "statistics"
    assert found.records_count is None
    assert found.records_url == f"/metrics/statistics/{found.statistic_id}/"


def test_a_period_is_answered_by_its_own_figure_alone(marks):
    assert value_of("marks", HOME, "2015年末").value == Decimal(12918)
    missing = value_of("marks", HOME, "2014")
    assert missing.value is None
    assert missing.reason == "没有2014年的数据。"
    assert value_of("marks", HOME, "去年").reason.startswith("看不懂时期“去年”")


def test_as_of_a_day_later_figures_are_not_there(marks):
    assert value_of("marks", HOME, on=date(2016, 12, 30)).value == Decimal(12918)
    assert value_of("marks", HOME, on=date(2015, 1, 1)).reason == "截至 2015年1月1日没有数据。"


def test_the_demonstration_s_today_hides_what_came_later(marks):
    make_statistic(marks, "2019-09", 38777)
    with clock.fixed(date(2018, 7, 1)):
        assert value_of("marks", HOME).value == Decimal(18537)
        assert [one.value for one in series_of("marks", HOME)] == [Decimal(12918), Decimal(18537)]
    with clock.fixed(date(2019, 10, 1)):
        assert value_of("marks", HOME).value == Decimal(38777)


def test_a_figure_published_later_is_not_known_before(marks):
    make_statistic(marks, "2018H1", 25000, published_on=date(2018, 7, 19))
    assert value_known_on("marks", HOME, date(2018, 7, 1)).value == Decimal(18537)
    assert value_known_on("marks", HOME, date(2018, 7, 19)).value == Decimal(25000)


def test_a_revision_counts_from_the_day_that_it_was_made(marks):
    with clock.fixed(date(2017, 3, 1)):
        old = marks.statistics.get(period="2016")
        revise_statistic(actor=SYSTEM, statistic=old, value=Decimal(18600), reason="统计部门更正")
    assert value_known_on("marks", HOME, date(2017, 2, 28)).value == Decimal(18537)
    corrected = value_known_on("marks", HOME, date(2017, 3, 1))
    assert (corrected.value, corrected.revised) == (Decimal(18600), True)
    assert value_of("marks", HOME, on=date(2017, 1, 1)).value == Decimal(18600)


def test_unknown_indicators_and_regions_are_answered_with_a_reason(marks):
    assert value_of("nothing", HOME).reason == "没有代码为“nothing”的指标。"
    assert value_of("marks", "999999").value is None


def test_a_flow_answers_for_whole_years_where_it_has_them():
    grants = make_indicator("grants", "专利授权量", kind="flow")
    make_statistic(grants, "2016", 1357)
    make_statistic(grants, "2018-01..04", 500)
    assert value_of("grants", HOME).value == Decimal(1357)
    assert [one.period for one in series_of("grants", HOME)] == ["2016"]
    assert [one.period for one in series_of("grants", HOME, every_span=True)] == ["2016", "2018-01..04"]


def test_of_one_day_the_longest_period_counts():
    stock = make_indicator("stock", "有效发明专利量")
    make_statistic(stock, "2016-12", 10)
    make_statistic(stock, "2016", 11)
    assert [one.value for one in series_of("stock", HOME)] == [Decimal(11)]


class Register:
    title = "测试登记簿"

    def value(self, region_code, *, on, period="", known_on=None):
        if on < date(2018, 1, 1):
            return None
        return Value(Decimal(21000), "件", on, self.title, 21000, "/rights/marks/", "register")

    def series(self, region_code, start, end, *, known_on=None):
        return [Value(Decimal(21000), "件", date(2018, 6, 30), self.title, 21000, "/rights/marks/", "register")]


def test_a_register_goes_before_statistics_and_opens_to_its_records(marks):
    register_provider("marks", Register())
    try:
        found = value_of("marks", HOME, on=date(2018, 7, 1))
        assert (found.value, found.records_count, found.records_url) == (Decimal(21000), 21000, "/rights/marks/")
        assert value_of("marks", HOME, on=date(2017, 7, 1)).value == Decimal(18537)
        assert [one.value for one in series_of("marks", HOME)] == [Decimal(12918), Decimal(18537), Decimal(21000)]
        with pytest.raises(ValueError, match="has a provider already"):
            register_provider("marks", Register())
    finally:
        forget_provider("marks")


def test_one_reading_tells_whole_years_and_every_span():
    granted = make_indicator("granted", "专利授权量", kind="flow")
    for region, name, figures in (("990100", "甲市", {"2016": 9, "2017H1": 5}), ("990200", "乙市", {"2016": 1})):
        for period, value in figures.items():
            make_statistic(granted, period, value, region=make_region(region, name))
    read = read_series(["granted"], ["990100", "990200", "990300"])
    assert {key: [int(one.value) for one in some] for (_, key), some in read.told().items()} == {
        "990100": [9], "990200": [1],
    }  # fmt: skip
    assert [int(one.value) for one in read.told(every_span=True)["granted", "990100"]] == [9, 5]


def test_many_series_cost_two_queries(marks, django_assert_num_queries):
    other = make_indicator("other", "作品登记量")
    make_statistic(other, "2016", 143)
    with django_assert_num_queries(2):
        found = series_for(["marks", "other"], [HOME, "990100"])
    assert set(found) == {("marks", HOME), ("other", HOME)}
