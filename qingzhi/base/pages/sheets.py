"""The Excel file of a listing: all rows of its filters, the same columns, dates as dates, nothing that runs."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from django.http import FileResponse
from django.utils.timezone import localtime
from xlsxwriter import Workbook

from qingzhi.base import clock

from .columns import Column, is_day

if TYPE_CHECKING:
    from .listing import Listing

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 500
LONGEST = 32767  # characters that Excel holds in a cell
WIDTHS = {
    "link": 46,
    "state": 10,
    "deadline": 12,
    "date": 12,
    "datetime": 18,
    "number": 14,
    "money": 18,
    "percent": 10,
    "meter": 10,
}
RUNS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "|",
    "%",
)  # with these a text would become a formula when it is typed in again


def sheet_response(listing: "Listing") -> FileResponse:
    """The file as an answer, under its Chinese name."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (closed by the response)
    write_sheet(listing, file)
    file.seek(0)
    name = f"{_safe(listing.name) or '清单'}-{clock.today():%Y%m%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA_TYPE)


def write_sheet(listing: "Listing", file: IO[bytes]) -> None:
    """Write the rows one by one, so that a hundred thousand take no more memory than ten."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(file, options) as book:
        formats = {
            "head": book.add_format(
                {"bold": True, "bg_color": "#E4F1F2", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
            ),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "instant": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
            "money": book.add_format({"num_format": "#,##0.00"}),
            "percent": book.add_format({"num_format": '0.##"%"'}),
            "number": book.add_format({"num_format": "#,##0.####"}),
            "quoted": book.add_format({"quote_prefix": True}),
        }
        columns = [column for column in listing.shown_columns if column.kind != "sparkline" or column.export]
        sheet = book.add_worksheet(_sheet_name(listing.name))
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width or WIDTHS.get(column.kind, 20))
        sheet.set_row(0, 22)
        for index, column in enumerate(columns):
            sheet.write_string(0, index, column.label, formats["head"])
        count, is_cut = 0, False
        for row in _rows(listing):
            if listing.export_limit and count == listing.export_limit:
                is_cut = True
                break
            count += 1
            for index, column in enumerate(columns):
                _write(sheet, count, index, column, column.export_of(row), formats)
        if columns:
            sheet.autofilter(0, 0, count, len(columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        _about(book.add_worksheet("说明"), listing, count, is_cut=is_cut)


def _rows(listing: "Listing") -> Iterator[Any]:
    limit = listing.export_limit + 1 if listing.export_limit else None  # one more tells whether there are more
    rows = islice(listing.rows if isinstance(listing.rows, list) else listing.rows.iterator(chunk_size=CHUNK), limit)
    while chunk := list(islice(rows, CHUNK)):
        yield from listing.prepare(chunk)


def _write(sheet: Any, row: int, column: int, declared: Column, value: Any, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "是" if value else "否")
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, localtime(value).replace(tzinfo=None), formats["instant"])
    elif is_day(value):
        sheet.write_datetime(row, column, value, formats["day"])
    elif isinstance(value, int | float | Decimal) and abs(float(value)) < 10**15:
        kind = {"money": "money", "percent": "percent", "meter": "percent"}.get(declared.kind, "number")
        sheet.write_number(row, column, float(value), formats[kind])
    else:
        text = str(value)[:LONGEST]
        sheet.write_string(row, column, text, formats["quoted"] if text.startswith(RUNS) else None)


def _about(sheet: Any, listing: "Listing", count: int, *, is_cut: bool) -> None:
    """Where the figures come from: as of when, who took them out, with which filters."""
    actor = getattr(listing.request, "actor", None)
    facts = [
        ("名称", listing.name),
        ("数据截至", f"{clock.now():%Y-%m-%d %H:%M}"),
        ("导出人", f"{actor.body_name} {actor.name}".strip() if actor else ""),
        ("筛选条件", "；".join(label for label, _ in listing.chips) or "无"),
        ("行数", str(count)),
        *listing.about,
    ]
    if is_cut:
        facts.append(
            ("未导出", f"符合条件的记录多于 {count} 行，本表只有前 {count} 行；请缩小筛选范围后再导出其余部分")
        )
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 60)
    for row, (label, value) in enumerate(facts):
        sheet.write_string(row, 0, label)
        sheet.write_string(row, 1, value)


def _sheet_name(name: str) -> str:
    return _safe(name.translate(dict.fromkeys(map(ord, "[]'"), " ")))[:31] or "清单"


def _safe(name: str) -> str:
    """A name that a disk and a sheet can bear."""
    return "".join(" " if letter in '\\/:*?"<>|' or not letter.isprintable() else letter for letter in name).strip()
