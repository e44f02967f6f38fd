"""Periods, numbers, units, columns and tables, as people write them."""

import codecs
import io
from datetime import date, datetime
from decimal import Decimal

import pytest

from qingzhi.domains.metrics.rules.amounts import AmountNotUnderstood, UnitDiffers, in_unit, read_amount
from qingzhi.domains.metrics.rules.columns import columns_of, find_head
from qingzhi.domains.metrics.rules.periods import PeriodNotUnderstood, Span, read_period
from qingzhi.domains.metrics.rules.tables import TableNotReadable, read_table


@pytest.mark.parametrize(
    ("text", "code", "last", "span", "label"),
    [
        ("2016", "2016", date(2016, 12, 31), Span.YEAR, "2016年"),
        ("2016年末", "2016", date(2016, 12, 31), Span.YEAR, "2016年"),
        ("２０１６年度", "2016", date(2016, 12, 31), Span.YEAR, "2016年"),
        ("2018H1", "2018H1", date(2018, 6, 30), Span.HALF, "2018年上半年"),
        ("2018年下半年", "2018H2", date(2018, 12, 31), Span.HALF, "2018年下半年"),
        ("2018年第三季度", "2018Q3", date(2018, 9, 30), Span.QUARTER, "2018年第3季度"),
        ("2018q1", "2018Q1", date(2018, 3, 31), Span.QUARTER, "2018年第1季度"),
        ("2016-3", "2016-03", date(2016, 3, 31), Span.MONTH, "2016年3月"),
        ("2016年2月底", "2016-02", date(2016, 2, 29), Span.MONTH, "2016年2月"),
        ("201612", "2016-12", date(2016, 12, 31), Span.MONTH, "2016年12月"),
        ("2011年1—4月累计", "2011-01..04", date(2011, 4, 30), Span.MONTHS, "2011年1—4月"),
        ("2011-01..04", "2011-01..04", date(2011, 4, 30), Span.MONTHS, "2011年1—4月"),
        ("2016年1-12月", "2016", date(2016, 12, 31), Span.YEAR, "2016年"),
        ("2011-2015", "2011-2015", date(2015, 12, 31), Span.YEARS, "2011—2015年"),
        ("2016-03-31", "2016-03-31", date(2016, 3, 31), Span.DAY, "2016年3月31日"),
    ],
)
def test_periods(text, code, last, span, label):
    found = read_period(text)
    assert (found.code, found.last, found.span, found.label) == (code, last, span, label)
    assert read_period(found.code) == found
    assert read_period(found.label) == found


@pytest.mark.parametrize("text", ["", "去年", "2016-13", "2016-02-30", "16", "2015-2011", "20161", "2016H3", "1899"])
def test_what_is_no_period(text):
    with pytest.raises(PeriodNotUnderstood):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,918", "12918"),
        ("１２，９１８", "12918"),
        ("1.5万", "15000"),
        ("10.43亿", "1043000000"),
        ("38.1%", "38.1"),
        ("-0.5", "-0.5"),
    ],
)
def test_amounts(text, value):
    assert read_amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", ">2000", "—", "约五百", "1e30", "nan", "1.2.3"])
def test_what_is_no_amount(text):
    with pytest.raises(AmountNotUnderstood):
        read_amount(text)


def test_units_differ_by_scale_alone():
    assert in_unit(Decimal("10.43"), "亿元", "万元") == Decimal(104300)
    assert in_unit(Decimal(2), "万件", "件") == Decimal(20000)
    assert in_unit(Decimal("2.12"), "", "件／万人") == Decimal("2.12")
    for unit, wanted in (("家", "件"), ("件/百万人", "件/万人"), ("元", "件")):
        with pytest.raises(UnitDiffers):
            in_unit(Decimal(1), unit, wanted)


def test_columns_are_known_by_many_names_and_the_head_may_stand_below_a_title():
    assert columns_of(["年度", "统计指标", "数量（件）", "数据来源"]) == {
        "period": 0,
        "indicator": 1,
        "value": 2,
        "source": 3,
    }
    rows = [
        (1, ["2016年知识产权统计表", "", "", ""]),
        (2, ["指标", "年份", "数值", "来源"]),
        (3, ["甲", "2016", "1", "乙"]),
    ]
    assert find_head(rows)[0] == 1
    assert columns_of(["名目", "年份"], {"名目": "indicator"}) == {"indicator": 0, "period": 1}


TABLE = "指标,年份,数值,来源\n有效注册商标量,2016,18537,统计年报\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings(encoding):
    assert read_table(TABLE.encode(encoding)) == [
        (1, ["指标", "年份", "数值", "来源"]),
        (2, ["有效注册商标量", "2016", "18537", "统计年报"]),
    ]


def test_lines_are_those_of_the_file_though_cells_hold_line_breaks_and_rows_are_empty():
    table = '指标,来源\n\n甲,"第一行\n第二行"\n乙,丙\n'
    assert [line for line, _ in read_table(table.encode())] == [1, 3, 5]


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_other_delimiters(delimiter):
    assert read_table(TABLE.replace(",", delimiter).encode())[1][1][2] == "18537"


def test_workbooks():
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    book.add_worksheet("说明")
    sheet = book.add_worksheet("数据")
    for place, row in enumerate([["指标", "年份", "数值", "截至"], ["甲", 2016, 1.5, datetime(2016, 12, 31)]]):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(place, column, cell, book.add_format({"num_format": "yyyy-mm-dd"}))
            else:
                sheet.write(place, column, cell)
    book.close()
    assert read_table(content.getvalue()) == [
        (1, ["指标", "年份", "数值", "截至"]),
        (2, ["甲", "2016", "1.5", "2016-12-31"]),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空"),
        (b"  \n", "空"),
        (b"PK\x03\x04 not a workbook", "打不开"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xff", "编码无法识别"),
        (b"\x81\x20\xff\xff", "编码无法识别"),
        (b'a,b\n"c,d\n', "引号"),
        (b"a\x00b", "二进制"),
    ],
)
def test_files_that_are_no_tables(content, says):
    with pytest.raises(TableNotReadable, match=says):
        read_table(content)
