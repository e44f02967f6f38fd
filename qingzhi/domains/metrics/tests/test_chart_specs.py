"""Charts as plain specs: what they say in words, what they bring as a table, what they leave out."""

from datetime import date
from decimal import Decimal

import pytest

from ..rules import chart_specs
from ..rules.chart_parts import bounds, filled, steps_of, zero_based


@pytest.mark.parametrize(
    ("points", "finding"),
    [
        ([("2015", 1217), ("2016", 1357)], "2015年 1,217 件，2016年 1,357 件，增加 140 件。"),
        ([("2015", 7), ("2016", 7)], "2015年 7 件，2016年 7 件，持平。"),
        ([("2015", Decimal("7.5")), ("2016", None)], "2015年 7.5 件。"),
        ([(date(2018, 6, 30), 3), (date(2018, 12, 31), 1)], "2018年6月30日 3 件，2018年12月31日 1 件，减少 2 件。"),
        ([("2015", None)], None),
        ([], None),
    ],
)
def test_a_line_says_its_course(points, finding):
    assert chart_specs.line({"专利授权量": points}, unit="件").finding == finding


def test_missing_years_are_a_gap_and_no_zero():
    assert filled([("2013年", 1), ("2015年", 2)]) == [("2013年", 1), ("2014年", None), ("2015年", 2)]
    spec, _ = chart_specs.line({"甲": [("2013", 1), ("2015", 2)]})
    assert [row["value"] for row in spec["data"]["values"]] == [1, None, 2]
    assert spec["usermeta"]["table"]["rows"] == [["2013", "1"], ["2014", "—"], ["2015", "2"]]


def test_a_course_far_above_zero_is_not_lost():
    assert zero_based([538, 1357, None]) and not zero_based([590, 603])


def test_a_ranking_tells_the_place_and_the_gap():
    spec, finding = chart_specs.ranking([("甲", 5), ("乙", 9), ("丙", 9), ("丁", None)], unit="件", own="甲")
    assert finding == "甲 5 件，在 3 个中居第 3 位，与第一位乙相差 4 件。"
    assert [row[0] for row in spec["usermeta"]["table"]["rows"]] == [1, 1, 3]
    assert (
        chart_specs.ranking([("甲", 5), ("乙", 9)], unit="天", own="甲", downward=True).finding
        == "甲 5 天，在 2 个中居第 1 位。"
    )


def test_parts_are_told_of_the_last_period():
    rows = [("2015", "发明", 9), ("2015", "实用新型", 1), ("2016", "发明", 1), ("2016", "实用新型", 3)]
    spec, finding = chart_specs.stacked(rows, unit="件")
    assert finding == "2016年合计 4 件，其中实用新型最多，占 75.0%。"
    assert spec["usermeta"]["table"]["rows"] == [["2015", "9", "1"], ["2016", "1", "3"]]


def test_tiles_fall_into_five_steps_and_no_data_into_none():
    values = [3021, 412, 55, 388, 12, None, 71, 30]
    steps = steps_of(values)
    assert steps == [5, 4, 2, 3, 1, 0, 3, 1]
    assert bounds(values, steps)[1] == "12—30"
    assert steps_of([4, 4]) == [3, 3] and steps_of([]) == []


def test_tiles_say_the_highest_and_the_lowest():
    spec, finding = chart_specs.tile_map([("甲", 1, 1, 0), ("乙", 2, 1, 8), ("丙", 3, 1, None)], unit="件")
    assert finding == "乙最高，为 8 件；甲最低，为 0 件。"
    assert [row["text"] for row in spec["data"]["values"]] == ["0", "8", "无数据"]


def test_bars_mean_one():
    spec, finding = chart_specs.bars([("2015", 2), ("2016", 2)], unit="%", highlight="2016")
    assert finding == "各项均为 2%。" and chart_specs.bars([("甲", 3)], unit="件").finding == "甲为 3 件。"
    assert "2016" in spec["layer"][0]["encoding"]["color"]["condition"]["test"]
