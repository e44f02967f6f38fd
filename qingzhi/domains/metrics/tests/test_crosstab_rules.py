"""Reading yearbook tables: years or divisions as columns, merged heads, units, notes, what stands for no figure."""

import io
from decimal import Decimal

import pytest
from xlsxwriter import Workbook

from qingzhi.domains.metrics.rules.crosstab_rows import Chosen, meaning_of, open_heads, rows_of
from qingzhi.domains.metrics.rules.crosstabs import CrosstabNotUnderstood, clean_head, is_missing, understand_table
from qingzhi.domains.metrics.rules.grids import read_grid, sheet_names
from qingzhi.domains.metrics.rules.rows import Known
from qingzhi.domains.metrics.rules.tables import TableNotReadable

INDICATORS = {
    "常住人口": ("population", "万人"), "地区生产总值": ("gdp", "亿元"), "专利授权量": ("granted", "件"), "发明专利授权量": ("inventions", "件"),
    "采矿业从业人员": ("employed-b", "万人"), "制造业从业人员": ("employed-c", "万人"),
}  # fmt: skip
REGIONS = {"全省": "630000", "青海": "630000", "西宁市": "630100", "海东市": "630200"}
KNOWN = Known(INDICATORS, REGIONS, "630000")
BY_YEARS = """21-3 专利授权情况,,,,
,,,,单位：件
指标,2014,2015,２０１６,2017
专利授权量,619,"1,217",１３５７,1580①
其中：发 明,…,,208,—
注：2017年为快报数。,,,,
资料来源：国家知识产权局。,,,,
"""
BY_REGIONS = """2-1 人口和生产总值
地 区,常住人口(万人),,地区生产总值（万元）,
,2015,2016,2015,2016
全　省,588.43,593.46,24170500,25724900
西宁市,231.08,233.37,11316200,12481700
海东市,144.8,..,3843600,
"""
BY_INDUSTRY = "行业,2015年,2016年\n采矿业,3.2,3.1\n制造业,15.4,15\n"


def table(text, encoding="utf-8"):
    return understand_table(read_grid(text.encode(encoding)))


def taken(found, given=None, **chosen):
    rows, left_out = rows_of(found, KNOWN, given or {}, Chosen("统计年鉴", **chosen))
    assert [one for row in rows for one in row.problems] == []
    return {(row.indicator, row.region, row.period.code): row.value for row in rows}, left_out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_years_as_columns(encoding):
    found = table(BY_YEARS, encoding)
    assert (found.title, found.unit) == ("21-3 专利授权情况", "件")
    assert found.missing == {"…": 1, "—": 1} and len(found.notes) == 2
    assert open_heads(found, KNOWN, {}, Chosen("年鉴")) == ["发明"]
    figures, left_out = taken(found, {"发明": "indicator:inventions"}, region="630000")
    assert left_out == 0 and figures == {
        ("granted", "630000", "2014"): 619, ("granted", "630000", "2015"): 1217, ("granted", "630000", "2016"): 1357,
        ("granted", "630000", "2017"): 1580, ("inventions", "630000", "2016"): 208,
    }  # fmt: skip


def test_divisions_as_rows_and_heads_over_two_lines_with_units():
    figures, _ = taken(table(BY_REGIONS))
    assert figures["population", "630000", "2016"] == Decimal("593.46")
    assert figures["gdp", "630000", "2016"] == Decimal("2572.49")  # 万元 into 亿元
    assert figures["gdp", "630200", "2015"] == Decimal("384.36") and ("population", "630200", "2016") not in figures
    assert len(figures) == 10


def test_an_indicator_named_by_table_and_row_together():
    found = table(BY_INDUSTRY)
    with_table = Known({**INDICATORS, "从业人员": ("employed", "万人")}, REGIONS, "630000")
    rows, _ = rows_of(found, with_table, {}, Chosen("年鉴", region="630000", indicator="从业人员"))
    assert {(row.indicator, row.period.code, row.value) for row in rows} >= {("employed-b", "2015", Decimal("3.2"))}
    assert open_heads(found, KNOWN, {}, Chosen("年鉴")) == ["采矿业", "制造业"]


def test_merged_heads_of_a_workbook_and_hidden_sheets():
    held = io.BytesIO()
    with Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表2-1")
        book.add_worksheet("底稿").hide()
        sheet.merge_range(0, 0, 0, 4, "2-1 人口和生产总值")
        sheet.merge_range(1, 0, 2, 0, "地区")
        sheet.merge_range(1, 1, 1, 2, "常住人口（万人）")
        sheet.merge_range(1, 3, 1, 4, "地区生产总值（亿元）")
        sheet.write_row(2, 1, [2015, 2016, 2015, 2016])
        sheet.write_row(3, 0, ["西宁市", 231.08, 233.37, 1131.62, "…"])
        sheet.write_row(4, 0, ["注：…表示不足最小单位。"])
    assert sheet_names(held.getvalue()) == ["表2-1"]
    found = understand_table(read_grid(held.getvalue()))
    figures, _ = taken(found)
    assert figures == {
        ("population", "630100", "2015"): Decimal("231.08"), ("population", "630100", "2016"): Decimal("233.37"),
        ("gdp", "630100", "2015"): Decimal("1131.62"),
    }  # fmt: skip
    assert (found.title, found.notes) == ("2-1 人口和生产总值", ["注：…表示不足最小单位。"])
    with pytest.raises(TableNotReadable, match="没有工作表"):
        read_grid(held.getvalue(), "底稿")


def test_a_column_left_out_a_head_without_meaning_and_two_indicators_at_once():
    text = "地区,专利授权量,比上年增长(%)\n西宁市,800,12.5\n"
    figures, left_out = taken(table(text), {"比上年增长(%)": "skip:"}, period="2016")
    assert figures == {("granted", "630100", "2016"): 800} and left_out == 1
    rows, _ = rows_of(table(text), KNOWN, {"比上年增长(%)": "nothing:"}, Chosen("年鉴", period="2016"))
    assert "没有标题说明指标" in rows[1].problems[0].reason and rows[1].problems[0].line == 2
    both = "地区,专利授权量\n西宁市常住人口,800\n"
    rows, _ = rows_of(table(both), KNOWN, {"西宁市常住人口": "indicator:population"}, Chosen("年鉴", period="2016"))
    assert "有两个指标" in rows[0].problems[0].reason


def test_a_unit_that_does_not_fit_is_rejected_with_its_place():
    rows, _ = rows_of(table("地区,常住人口(亿元)\n西宁市,800\n"), KNOWN, {}, Chosen("年鉴", period="2016"))
    problem = rows[0].problems[0]
    assert (problem.line, problem.column, problem.name) == (2, 2, "单位") and "不一致" in problem.reason


@pytest.mark.parametrize(
    ("text", "clean"),
    [("其中：发 明", "发明"), ("一、创造", "创造"), ("#贷款", "贷款"), ("常住人口①", "常住人口"), ("年末常住人口 Population", "年末常住人口"),
     ("(一)生产", "生产"), ("1.申请", "申请"), ("人均GDP", "人均GDP"), ("2016", "2016"), ("全　省", "全省")],
)  # fmt: skip
def test_clean_heads(text, clean):
    assert clean_head(text) == clean


@pytest.mark.parametrize(
    ("text", "missing"), [("…", True), ("—", True), ("——", True), ("-", True), ("空格", True), ("/", True), ("0", False), ("-3", False), ("－", True)]
)  # fmt: skip
def test_what_stands_for_no_figure(text, missing):
    assert is_missing(text) is missing


@pytest.mark.parametrize("head", ["2016年", "２０１６", "2016年末", "全省", "常住人口(万人)", "地区生产总值"])
def test_heads_that_everybody_knows(head):
    assert meaning_of(clean_head(head), KNOWN, {}) is not None


def test_what_is_no_table():
    with pytest.raises(CrosstabNotUnderstood):
        table("说明\n本表没有数字\n")
    with pytest.raises(TableNotReadable):
        read_grid(b"PK\x03\x04 broken")
    with pytest.raises(TableNotReadable):
        read_grid(b"")
