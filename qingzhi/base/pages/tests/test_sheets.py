"""The Excel file: the same rows and columns, dates as dates, nothing that runs, a Chinese name."""

import io
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import quote
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from python_calamine import CalamineWorkbook

from qingzhi.base import clock
from qingzhi.base.pages import samples
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Column, Listing, Search

pytestmark = pytest.mark.django_db
Region = apps.get_model("regions", "Region")  # by name: regions stand above pages in base
NASTY = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "%x")


class Sheet(Listing):
    name = "导出：清单[2018]/甲"
    columns = [
        Column("title", "名称", kind="link"),
        Column("state", "状态", kind="state"),
        Column("due_on", "期限", kind="deadline"),
        Column("at", "时间", kind="datetime"),
        Column("amount", "金额", kind="money"),
        Column("percent", "进度", kind="meter"),
        Column("yes", "是否"),
        Column("code", "信用代码"),
        Column("history", "趋势", kind="sparkline"),
    ]
    filters = [Search("q", "查找", fields=["title"])]


def row(title="甲", **more):
    return {
        "title": title, "state": State("late"), "due_on": date(2018, 7, 1), "amount": Decimal("1234.50"), "percent": 57,
        "at": datetime(2018, 7, 1, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai")), "yes": True, "code": 916300001234567890, **more,
    }  # fmt: skip


def export(asked, rows, query="export=xlsx", **more):
    with clock.fixed(date(2018, 7, 1)):
        return Sheet(asked(query, **more), rows).respond("pages/listing.html")


def book(response):
    return CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))


def test_rows_columns_and_kinds(asked):
    found = book(
        export(
            asked, [row(), row("乙", state=None, due_on=None, at=None, amount=None, percent=None, yes=None, code=None)]
        )
    )
    head, first, second = found.get_sheet_by_index(0).to_python()[:3]
    assert head == ["状态", "期限", "名称", "时间", "金额", "进度", "是否", "信用代码"]
    assert first == ["滞后", date(2018, 7, 1), "甲", datetime(2018, 7, 1, 8), 1234.5, 57.0, "是", "916300001234567890"]
    assert second[2] == "乙" and set(second) == {"乙", ""}


def test_texts_that_look_like_formulas_stay_texts(asked):
    response = export(asked, [row(title) for title in NASTY])
    content = b"".join(response.streaming_content)
    sheets = ZipFile(io.BytesIO(content))
    assert b"<f>" not in sheets.read("xl/worksheets/sheet1.xml")
    assert b'quotePrefix="1"' in sheets.read("xl/styles.xml")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1:]
    assert [one[2].strip() for one in rows] == [title.strip() for title in NASTY]


def test_the_head_is_frozen_and_the_filter_holds(asked):
    content = b"".join(export(asked, [row("甲"), row("乙")], "q=乙&export=xlsx").streaming_content)
    assert b'state="frozen"' in ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    found = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert len(found.get_sheet_by_index(0).to_python()) == 2
    about = dict(found.get_sheet_by_name("说明").to_python())
    assert about["筛选条件"] == "“乙”" and about["数据截至"].startswith("2018-07-01") and about["行数"] == "1"


def test_who_took_it_out_is_written_in_it(asked, clerk):
    assert (
        dict(book(export(asked, [row()], actor=clerk)).get_sheet_by_name("说明").to_python())["导出人"]
        == "示例局 张示例"
    )


def test_the_name_is_chinese_and_safe(asked):
    disposition = export(asked, [row()])["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''") and quote("清单[2018]") in disposition
    assert "\n" not in disposition and "/" not in disposition.split("''")[1]


def test_texts_that_xml_or_excel_cannot_hold(asked):
    found = book(export(asked, [row("甲\x01\x0b乙"), row("长" * 40_000)])).get_sheet_by_index(0).to_python()
    assert len(found[2][2]) == 32767


def test_all_rows_of_the_filter_come_in_two_queries_a_batch(asked, django_assert_max_num_queries):
    Region.objects.bulk_create(
        Region(code=str(number), name=f"地区{number}", short_name=str(number), level="county", source="测试")
        for number in range(1200)
    )

    class Places(Listing):
        name = "地区"
        columns = [Column("name", "名称")]

    with django_assert_max_num_queries(3):
        response = Places(asked("export=xlsx&page=2"), Region.objects.all()).respond("pages/listing.html")
    assert len(book(response).get_sheet_by_index(0).to_python()) == 1201


def test_nothing_to_export_gives_a_head(asked):
    assert len(book(export(asked, [])).get_sheet_by_index(0).to_python()) == 1


def test_the_sample_exports(asked):
    response = samples.SampleListing(asked("export=xlsx"), samples.rows()).respond("pages/listing.html")
    assert len(book(response).get_sheet_by_index(0).to_python()) == 47


def test_a_bounded_export_says_that_it_is_one(asked):
    class Bounded(Listing):
        name = "清单"
        columns = [Column("title", "名称")]
        export_limit = 2

    listing = Bounded(asked("export=xlsx"), [row("甲"), row("乙"), row("丙")])
    found = book(listing.respond("pages/listing.html"))
    assert len(found.get_sheet_by_index(0).to_python()) == 3
    assert dict(found.get_sheet_by_name("说明").to_python())["未导出"].startswith("符合条件的记录多于 2 行")
