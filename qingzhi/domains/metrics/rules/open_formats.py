"""Open data as files: CSV, XLSX, Parquet and JSON, the same rows in each, with source, licence, meaning and the day of each figure."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from xlsxwriter import Workbook

Row = Mapping[str, Any]
COLUMNS = {
    "indicator": "指标代码",
    "name": "指标",
    "region": "地区代码",
    "region_name": "地区",
    "period": "时期",
    "period_from": "期初",
    "as_of": "数据截至",
    "value": "数值",
    "unit": "单位",
    "source": "来源",
    "licence": "使用许可",
    "code": "核验码",
}
DAYS = ("period_from", "as_of")
RUNS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula
WORDS = {"title": "名称", "meaning": "含义", "unit": "单位", "licence": "使用许可", "basis": "公开依据", "published_by": "发布", "address": "网址", "retrieved_on": "下载日期"}  # fmt: skip


def as_csv(rows: Sequence[Row], about: Mapping[str, str]) -> bytes:
    """One row of heads, one row for a figure; UTF-8 with its mark, so that Excel reads Chinese."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_plain(row[name]) for name in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def as_json(rows: Sequence[Row], about: Mapping[str, str]) -> bytes:
    """What the data are, then the figures; numbers as numbers."""
    said = {**about, "columns": COLUMNS, "data": [{name: _json(row[name]) for name in COLUMNS} for row in rows]}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def as_xlsx(rows: Sequence[Row], about: Mapping[str, str]) -> bytes:
    """A sheet of figures and a sheet that says what they are."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("数据")
    for at, label in enumerate(COLUMNS.values()):
        sheet.write_string(0, at, label, bold)
    for line, row in enumerate(rows, 1):
        for at, name in enumerate(COLUMNS):
            value = row[name]
            if isinstance(value, date):
                sheet.write_datetime(line, at, value, day)
            elif isinstance(value, Decimal):
                sheet.write_number(line, at, float(value))
            else:
                sheet.write_string(line, at, value or "")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 16)
    told = book.add_worksheet("说明")
    for line, (name, text) in enumerate(about.items()):
        told.write_string(line, 0, WORDS.get(name, name), bold)
        told.write_string(line, 1, text)
    told.set_column(0, 0, 14)
    told.set_column(1, 1, 80)
    book.close()
    return file.getvalue()


def as_parquet(rows: Sequence[Row], about: Mapping[str, str]) -> bytes:
    """Typed columns (value as decimal), what they are in the metadata of the schema."""
    kinds = {**dict.fromkeys(COLUMNS, pa.string()), **dict.fromkeys(DAYS, pa.date32()), "value": pa.decimal128(24, 6)}
    schema = pa.schema(list(kinds.items()), metadata={name: text.encode() for name, text in about.items()})
    columns = {name: [_fixed(row[name]) for row in rows] for name in COLUMNS}
    file = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), file, compression="zstd")
    return file.getvalue()


FORMATS: dict[str, tuple[str, Callable[[Sequence[Row], Mapping[str, str]], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "parquet": ("application/vnd.apache.parquet", as_parquet),
    "json": ("application/json; charset=utf-8", as_json),
}


def _plain(value: Any) -> str:
    text = "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
    return f"'{text}" if text.startswith(RUNS) and not isinstance(value, Decimal) else text


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _fixed(value: Any) -> Any:
    return value.quantize(Decimal("0.000001")) if isinstance(value, Decimal) else value
