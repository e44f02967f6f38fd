"""A due date explains itself, in full-width punctuation."""

import re
from datetime import date, datetime

import pytest

from qingzhi.engine.limits.rules.calendar import WorkCalendar
from qingzhi.engine.limits.rules.count import Extension, Length, Stop, Unit, due

NATIONAL = WorkCalendar()
HALF_WIDTH = re.compile("[\u4e00-\u9fff][,;:()]|[,;:()][\u4e00-\u9fff]")


def full_example():
    return due(
        date(2018, 9, 20),
        Length(15, Unit.WORKING_DAY),
        NATIONAL,
        stops=[Stop(date(2018, 9, 25), date(2018, 9, 28), "检验鉴定")],
        extensions=[Extension(Length(1, Unit.MONTH), "案情复杂", "机关负责人")],
    )


def test_the_headline():
    lines = due(date(2018, 5, 3), Length(30, Unit.WORKING_DAY), NATIONAL).explain()
    assert lines[:2] == ["自 2018年5月3日 起算（当日不计入），30 个工作日，至 2018年6月14日。", "跳过：双休日 12 天。"]


def test_every_part_of_a_full_example():
    # 9-21, 9-28, 9-29, 9-30, 10-8…10-12, 10-15…10-19, 10-22 are fifteen; one month on is 11-22
    assert full_example().explain() == [
        "自 2018年9月20日 起算（当日不计入），15 个工作日，延长 1 个月，至 2018年11月22日。",
        "跳过：双休日 6 天；中秋节 9月24日；国庆节 10月1日至10月7日（7 天）；中止 3 天。",
        "计入：国庆节调休上班 9月29日至9月30日（2 天）。",
        "中止：2018年9月25日 至 2018年9月27日 不计入，检验鉴定。",
        "延长：1 个月，案情复杂，机关负责人批准。",
        "计算依据：《民法总则》第201条至第203条。",
    ]


def test_a_moved_last_day():
    lines = due(date(2018, 9, 24), Length(7, Unit.DAY), NATIONAL).explain()
    assert lines[1] == "最后一日 2018年10月1日 为国庆节，顺延至 2018年10月8日。"


def test_a_holiday_of_another_year_carries_its_year():
    lines = due(date(2018, 12, 28), Length(2, Unit.WORKING_DAY), NATIONAL).explain()
    assert "元旦 12月30日至2019年1月1日（3 天）" in lines[1]


def test_suspended():
    result = due(date(2018, 5, 3), Length(90, Unit.DAY), NATIONAL, stops=[Stop(date(2018, 5, 10), None, "检验鉴定")])
    assert result.explain()[0] == (
        "自 2018年5月3日 起算（当日不计入），90 日；自 2018年5月10日 起中止，尚余 84 日，恢复后继续计算。"
    )
    assert "中止：2018年5月10日 起，尚未恢复，检验鉴定。" in result.explain()


def test_a_stop_of_one_day():
    stop = Stop(date(2018, 5, 10), date(2018, 5, 11), "公告")
    lines = due(date(2018, 5, 3), Length(30, Unit.DAY), NATIONAL, stops=[stop]).explain()
    assert "中止：2018年5月10日 不计入，公告。" in lines


def test_a_stop_by_instants():
    stop = Stop(datetime(2018, 5, 3, 12, 0), datetime(2018, 5, 3, 14, 0), "闭馆")
    result = due(datetime(2018, 5, 3, 9, 30), Length(24, Unit.HOUR), NATIONAL, stops=[stop])
    assert result.at == datetime(2018, 5, 4, 11, 30)
    assert "中止：2018年5月3日 12:00 至 2018年5月3日 14:00 不计入，闭馆。" in result.explain()


def test_a_stop_in_days_and_instants_is_refused():
    with pytest.raises(TypeError, match="either"):
        Stop(date(2018, 5, 3), datetime(2018, 5, 3, 12, 0), "闭馆")


def test_hours():
    result = due(datetime(2018, 5, 3, 9, 30), Length(24, Unit.HOUR), NATIONAL)
    assert result.explain()[0] == "自 2018年5月3日 09:30 起算，24 小时，至 2018年5月4日 09:30。"


@pytest.mark.parametrize("make", [full_example])
def test_punctuation_is_full_width(make):
    assert not [line for line in make().explain() if HALF_WIDTH.search(line)]
