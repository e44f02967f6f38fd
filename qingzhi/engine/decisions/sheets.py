"""A version as an Excel file and back: its cells as texts, so that nothing in it runs or is turned into a number or a day."""

import tempfile
from pathlib import Path
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from xlsxwriter import Workbook

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.blobs import path_of
from qingzhi.base.permits import Actor
from qingzhi.engine.imports.rules.shapes import FileRefused
from qingzhi.engine.imports.rules.workbooks import Workbook as SentWorkbook

from .declaring import TableSpec
from .models import TableVersion
from .refusals import SheetRefused
from .rules.sheet import SheetWrong, heads, rows_of_sheet
from .rules.table import MOST_ROWS, RawRow

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LINES = MOST_ROWS + 100
GUIDE = (
    ("-", "不限"),
    (">= 3", "不小于 3；另有 > <= < = !="),
    ("[1..5)", "1 至 5，含 1、不含 5"),
    ("2018-01-01..", "2018-01-01 及以后"),
    ('"甲","乙"', "甲、乙之一"),
    ('not("甲")', "除甲以外"),
    ("63*", "以 63 开头"),
    ("空", "没有填写"),
)


def sheet_of(spec: TableSpec, version: TableVersion, rows: list[RawRow]) -> FileResponse:
    """The file as an answer, under its Chinese name."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (closed by the response)
    write_sheet(spec, version, rows, file)
    file.seek(0)
    name = f"{spec.title}-第{version.number}版-{clock.today():%Y%m%d}.xlsx".replace("/", " ").replace("\\", " ")
    return FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA_TYPE)


def write_sheet(spec: TableSpec, version: TableVersion, rows: list[RawRow], file: IO[bytes]) -> None:
    """Write the rows as texts, and a second sheet that tells how cells are written."""
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#E4F1F2", "border": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
        sheet = book.add_worksheet("决策表")
        names = [one.name for one in spec.columns]
        sheet.set_column(0, 0, 6, text)
        sheet.set_column(1, len(names), 20, text)
        sheet.set_column(len(names) + 1, len(names) + 2, 36, text)
        sheet.write_row(0, 0, heads(spec), head)
        for place, row in enumerate(rows, 1):
            cells = [str(place), *(row.cell(name) for name in names), row.source, row.note]
            for column, cell in enumerate(cells):
                sheet.write_string(place, column, cell, text)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        _guide(book, spec, version, head, text)


def _guide(book: Workbook, spec: TableSpec, version: TableVersion, head: object, text: object) -> None:
    sheet = book.add_worksheet("说明")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    about = [
        ("决策表", spec.title),
        ("版本", f"第 {version.number} 版"),
        ("依据", version.source),
        ("命中方式", spec.hit_label),
    ]
    lines = [*about, ("条件的写法", ""), *GUIDE]
    lines += [
        (f"{one.label}的可选项", "、".join(label for _, label in one.options)) for one in spec.columns if one.options
    ]
    for place, (left, right) in enumerate(lines):
        sheet.write_string(place, 0, left, head)
        sheet.write_string(place, 1, right, text)


def rows_sent(actor: Actor, spec: TableSpec, sent: UploadedFile) -> list[RawRow]:
    """The rows of an uploaded sheet, after the checks of every upload. Raises `SheetRefused` or what those raise."""
    received = receive_file(actor=actor, name=sent.name or "", stream=sent, kinds=("xlsx",), max_mib=5)
    try:
        return rows_of_sheet(spec, _lines(path_of(received.sha256)))
    except (SheetWrong, FileRefused) as wrong:
        raise SheetRefused(str(wrong)) from wrong


def _lines(path: Path) -> list[list[str]]:
    with SentWorkbook(path) as book:
        first = next(iter(book.sheets), None)
        lines: list[list[str]] = []
        for _, cells, fault in book.rows(first) if first is not None else ():
            if fault:
                raise SheetWrong(fault)
            if len(lines) > MOST_LINES:
                raise SheetWrong(f"表格超过 {MOST_ROWS} 行")
            lines.append(cells)
        return lines
