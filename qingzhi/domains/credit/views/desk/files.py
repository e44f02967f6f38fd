"""The platform's files of 「双公示」: its fields as the head, every cell a text."""

import csv
import io
from collections.abc import Sequence

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header
from xlsxwriter import Workbook

from qingzhi.base import clock
from qingzhi.base.pages.sheets import MEDIA_TYPE, RUNS


def platform_file(title: str, fields: Sequence[str], lines: list[list[str]], form: str) -> HttpResponse | FileResponse:
    """The rows as "csv" or "xlsx"; what a spreadsheet would run is told as text."""
    name = f"{title}双公示-{clock.today():%Y%m%d}.{form}"
    return _csv(fields, lines, name) if form == "csv" else _xlsx(title, fields, lines, name)


def _csv(fields: Sequence[str], lines: list[list[str]], name: str) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(fields)
    writer.writerows([[f"'{one}" if one.startswith(RUNS) else one for one in line] for line in lines])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _xlsx(title: str, fields: Sequence[str], lines: list[list[str]], name: str) -> FileResponse:
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        sheet, head = book.add_worksheet(title), book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        sheet.set_column(0, len(fields) - 1, 20)
        for place, label in enumerate(fields):
            sheet.write_string(0, place, label, head)
        for row, line in enumerate(lines, 1):
            for place, value in enumerate(line):
                sheet.write_string(row, place, value)
        sheet.freeze_panes(1, 1)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA_TYPE)
