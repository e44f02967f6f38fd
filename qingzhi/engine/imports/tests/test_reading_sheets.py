"""Workbooks: the sheet that fits, merged heads, typed cells as a person reads them; bombs, programs and giants refused."""

import io
import tracemalloc
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from ..rules.reading import examine, open_reader, rows
from ..rules.shapes import FileRefused
from ..rules.workbooks import LOST_DIGITS, day_text
from .reading_samples import FIELDS, GOOD, HEAD, taken


@pytest.fixture
def book(tmp_path):
    made = tmp_path / "a.xlsx"
    workbook = xlsxwriter.Workbook(made)
    workbook.add_worksheet("填报说明").write(0, 0, "请填写“清单”表")
    sheet = workbook.add_worksheet("清单")
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.merge_range(1, 1, 1, 6, "2017 年专利清单")
    for column, name in ((1, "申请号"), (2, "发明名称")):
        sheet.merge_range(2, column, 3, column, name)
    sheet.merge_range(2, 3, 2, 4, "日期")
    sheet.write_row(3, 3, ["申请日", "授权日"])
    sheet.merge_range(2, 5, 3, 5, "专利权人")
    sheet.write_row(4, 1, [201710601862.3, "甲"])
    sheet.write_datetime(4, 3, datetime(2017, 6, 29), day)
    sheet.write(4, 5, "某公司")
    sheet.write_row(5, 1, ["2017106018623", "", "20170629"])
    sheet.write_formula(5, 2, '="乙"&"丙"', None, "乙丙")
    sheet.write_row(6, 1, [915301001234567890, "丁"])
    sheet.write_row(7, 1, ["合计", "", 2])
    workbook.close()
    return made


def test_the_sheet_that_fits_best_is_read_from_its_head_on(book):
    found = examine(book, FIELDS)
    assert (found.format, found.sheet, found.head_line, found.head_span) == ("xlsx", "清单", 3, 2)
    assert found.head == ("", "申请号", "发明名称", "申请日", "授权日", "专利权人")
    got, faults, settled = taken(book, found)
    assert got == [
        (5, ("201710601862.3", "甲", "2017-06-29", "某公司", "")),
        (6, ("2017106018623", "乙丙", "20170629", "", "")),
    ]
    assert [(fault.line, fault.reason) for fault in faults] == [(7, LOST_DIGITS)]
    assert settled == 3 and taken(book, found, start=2)[1] == faults


def test_a_repeated_reading_of_the_layout_gives_the_same(book):
    found = examine(book, FIELDS)
    kept = type(found).from_dict(found.as_dict(), FIELDS)
    assert list(rows(book, kept, found.columns)) == list(rows(book, found, found.columns))


def simple(path, rows_=((HEAD), (GOOD))):
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    for number, row in enumerate(rows_):
        sheet.write_row(number, 0, row)
    workbook.close()
    return path


def rewritten(path, name, content):
    """A workbook with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    path.write_bytes(out.getvalue())
    return path


def test_a_bomb_is_refused_before_it_is_opened(tmp_path):
    path = rewritten(simple(tmp_path / "a.xlsx"), "xl/worksheets/sheet1.xml", b"<a>" + b"0" * (40 << 20))
    with pytest.raises(FileRefused, match="另存为 CSV"):
        examine(path, FIELDS)


def test_programs_and_other_packages_are_refused(tmp_path):
    with pytest.raises(FileRefused, match="宏"):
        examine(rewritten(simple(tmp_path / "a.xlsx"), "xl/vbaProject.bin", b"x"), FIELDS)
    other = tmp_path / "b.zip"
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("a.csv", "申请号,名称")
    with pytest.raises(FileRefused, match="解压"):
        examine(other, FIELDS)


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"x" * 200, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_a_damaged_or_locked_workbook_is_refused(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileRefused):
        examine(path, FIELDS)


def test_a_sheet_that_is_cut_off_is_refused(tmp_path):
    path = rewritten(simple(tmp_path / "a.xlsx"), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c>")
    with pytest.raises(FileRefused):
        examine(path, FIELDS)


def test_an_empty_workbook_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="没有表格"):
        examine(simple(tmp_path / "a.xlsx", ()), FIELDS)


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
)
HEAD_ROW = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD)


def sheet_of(tmp_path, inner):
    path = simple(tmp_path / "a.xlsx")
    return rewritten(path, "xl/worksheets/sheet1.xml", SHEET % inner)


def test_cells_without_places_and_runs_of_text_are_read(tmp_path):
    run = "<c t='inlineStr'><is><r><t>青</t></r><r><t>稞</t></r><rPh><t>qing</t></rPh></is></c>"
    inner = f"<row>{HEAD_ROW}</row><row><c><v>2017106018623</v></c>{run}</row><row r='9'><c r='B9' t='str'><v>乙</v></c></row>"
    path = sheet_of(tmp_path, inner)
    found = examine(path, FIELDS)
    assert taken(path, found)[0] == [(2, ("2017106018623", "青稞", "", "", "")), (9, ("", "乙", "", "", ""))]


def test_a_cell_at_the_far_corner_costs_no_memory(tmp_path):
    far = f"<row r='1'>{HEAD_ROW}</row><row r='2'><c r='A2'><v>1</v></c></row><row r='1048576'><c r='A1048576'><v>2</v></c></row>"
    path = sheet_of(tmp_path, far)
    assert [line for line, _ in taken(path, examine(path, FIELDS))[0]] == [2, 1048576]
    path = sheet_of(tmp_path, f"<row r='1'>{HEAD_ROW}</row><row r='2'><c r='XFD2'><v>1</v></c></row>")
    with pytest.raises(FileRefused, match="第 16384 列"):
        examine(path, FIELDS)


def test_one_long_text_that_every_cell_shares_is_held_once(tmp_path):
    """A library that copies it into each cell would need half a gigabyte for this file of a few kilobytes."""
    path = simple(tmp_path / "a.xlsx", ([*HEAD], ["1", "长" * 30_000, "", "", ""]))
    place = [*HEAD, "1"]
    shared = f"<c t='s'><v>{len(place)}</v></c>"
    inner = f"<row>{HEAD_ROW}</row>" + f"<row><c><v>1</v></c>{shared}</row>" * 8_000
    rewritten(path, "xl/worksheets/sheet1.xml", SHEET % inner)
    tracemalloc.start()
    try:
        found = examine(path, FIELDS)
        reader = open_reader(path, found, found.columns)
        count = 0
        while chunk := reader.take(1_000):
            assert not chunk.rows and "30000 字" in chunk.faults[0].reason
            count += len(chunk.faults)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 8_000 and peak < 60 << 20


@pytest.mark.parametrize(
    "inner",
    [
        "<row r='2'><c r='A2'><v>1</v></c></row><row r='2'><c r='A2'><v>1</v></c></row>",
        "<row r='x'><c><v>1</v></c></row>",
        "<row r='1'><c r='A-1'><v>1</v></c></row>",
        "<row r='1'>" + "<a>" * 400 + "</a>" * 400 + "</row>",
        "<row r='1'><c><v>&nbsp;</v></c></row>",
    ],
)
def test_sheets_that_no_program_writes_are_refused(tmp_path, inner):
    with pytest.raises(FileRefused) as refused:
        examine(sheet_of(tmp_path, inner), FIELDS)
    assert "\n" not in refused.value.reason


def test_entities_in_a_workbook_are_refused(tmp_path):
    path = simple(tmp_path / "a.xlsx")
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!DOCTYPE worksheet [<!ENTITY e0 "ha">{laughs}]>'
    for inner in ("<row><c t='str'><v>&e9;</v></c></row>", "<row><c t='str'><v>1</v></c></row>"):
        with pytest.raises(FileRefused, match="实体"):
            examine(rewritten(path, "xl/worksheets/sheet1.xml", declared + SHEET % inner), FIELDS)


def test_days_count_from_1900_or_1904():
    assert day_text(42915) == "2017-06-29" and day_text(42915.5) == "2017-06-29 12:00:00"
    assert day_text(42915 - 1462, since_1904=True) == "2017-06-29"
    assert day_text(1) == "1900-01-01" and day_text(61) == "1900-03-01" and day_text(0.25) == "06:00:00"


def test_too_many_columns_are_refused(tmp_path):
    with pytest.raises(FileRefused, match="最多 200 列"):
        examine(simple(tmp_path / "a.xlsx", ([*HEAD, *map(str, range(300))], GOOD)), FIELDS)
