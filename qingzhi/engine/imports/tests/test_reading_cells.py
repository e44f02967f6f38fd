"""Cells: every usual way of writing a day, a number, yes and no, a code."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rules.cells import Unreadable, chooser, day, truth, whole

DAY = date(2017, 6, 9)


@pytest.mark.parametrize(
    "text",
    [
        "2017-06-09", "2017.06.09", "20170609", "2017/6/9", "2017年6月9日", "２０１７年６月９日", " 2017-6-9 ", "2017 年 6 月 9 日",
        "2017-06-09 00:00:00", "2017-06-09T08:00:00+08:00", "42895", "42895.5",
    ],
)  # fmt: skip
def test_days(text):
    assert day(text) == DAY


@pytest.mark.parametrize(
    "text", ["2017-13-01", "2017-02-30", "6/9/2017", "201706", "17-6-9", "不详", "99999", "12345", "2017-06/09x"]
)
def test_what_is_no_day_is_told(text):
    with pytest.raises(Unreadable) as told:
        day(text)
    assert text[:20] in told.value.reason


@given(
    st.dates(date(1880, 1, 1), date(2200, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y%m%d", "%Y/%m/%d", "%Y年%m月%d日"]),
)
def test_every_day_in_every_form(when, form):
    assert day(when.strftime(form)) == when


@pytest.mark.parametrize("text", ["", "-", "—", "/", "无", "NULL", "0000-00-00", "　"])
def test_nothing_is_nothing(text):
    assert day(text) is None and whole(text) is None


def test_whole_numbers():
    assert [whole(text) for text in ("12", "1,234", "12.0", "-3", "１２")] == [12, 1234, 12, -3, 12]
    for text in ("1.5", "十二", "1,23", "1e5"):
        with pytest.raises(Unreadable):
            whole(text)


def test_truth():
    assert [truth(text) for text in ("是", "YES", "√", "1", "否", "×", "Ｎ", "无", "")] == [True] * 4 + [False] * 4 + [
        None
    ]
    with pytest.raises(Unreadable, match="是"):
        truth("也许")


def test_codes_go_by_code_or_label():
    choose = chooser("类型", {"design": "外观设计", "utility": "实用新型"})
    assert [choose(text) for text in ("外观设计", "DESIGN", " 实用新型 ", "-")] == ["design", "design", "utility", None]
    with pytest.raises(Unreadable) as told:
        choose("发明")
    assert told.value.reason == "类型没有“发明”，可填：外观设计、实用新型"
