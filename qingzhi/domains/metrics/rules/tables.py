"""Tables out of files: CSV in UTF-8, UTF-16 or GBK, and XLSX or XLS; every row with the line that it stands on."""

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

HEAD = 10  # lines by which the sign between columns is told
CELL = 4000  # characters of one cell that are kept
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

Rows = list[tuple[int, list[str]]]


class TableNotReadable(ValueError):
    """A file is no table; the text says why, in one sentence."""


def read_table(content: bytes) -> Rows:
    """The rows that are not empty, with their lines from 1. Raises `TableNotReadable`."""
    if not content.strip():
        raise TableNotReadable("文件是空的")
    rows = _workbook(content) if content.startswith(WORKBOOKS) else _delimited(decoded(content))
    found = [(line, cells) for line, cells in rows if any(cells)]
    if not found:
        raise TableNotReadable("文件里没有数据")
    return found


def decoded(content: bytes) -> str:
    """The text of bytes in UTF-8 (with or without BOM), UTF-16 with BOM, or GB 18030, which holds GBK."""
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return _strictly(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "gb18030")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableNotReadable(
            f"文件编码无法识别（第 {error.start} 字节处），请另存为 UTF-8 或 GBK 编码的 CSV"
        ) from None


def _delimited(text: str) -> Iterable[tuple[int, list[str]]]:
    if "\x00" in text:
        raise TableNotReadable("文件不是表格：含有二进制内容")
    begin = "\n".join([line for line in text.splitlines() if line.strip()][:HEAD])  # a title above may hold other signs
    delimiter = max(",\t;，", key=begin.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, [cell.strip()[:CELL] for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise TableNotReadable(f"第 {begins} 行起引号不配对或格式有误（{error}）") from None


def _workbook(content: bytes) -> Iterable[tuple[int, list[str]]]:
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            if any(any(cell not in ("", None) for cell in row) for row in rows):
                return [(line, [cell_text(cell) for cell in row]) for line, row in enumerate(rows, 1)]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise TableNotReadable(f"工作簿打不开：{str(error)[:80]}") from None
    except Exception as error:  # the reader's own exceptions share no base
        raise TableNotReadable(f"工作簿打不开：{type(error).__name__}") from None
    return []


def cell_text(cell: Any) -> str:
    """What a cell of a workbook says, as a text."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()[:CELL]
