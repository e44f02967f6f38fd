"""Reading the file of receipts: a workbook or comma-separated text, whole and small. Pure."""

import csv
import io
import zipfile
from typing import Any

MOST_ROWS = 5000
LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024


class Unreadable(ValueError):
    """The file is neither, or too large; the message says so."""


def table_of(content: bytes, name: str) -> list[list[Any]]:
    """The rows of the first sheet or of the text."""
    if len(content) > LARGEST:
        raise Unreadable("文件超过 5 MB，请分批导入")
    rows = _workbook(content) if content[:4] == b"PK\x03\x04" else _text(content)
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"文件超过{MOST_ROWS}行，请分批导入")
    return rows


def _text(content: bytes) -> list[list[Any]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Unreadable("不能识别文件的编码，请另存为 CSV（UTF-8）或 xlsx")
    if "\x00" in text:
        raise Unreadable("不能识别的文件，请上传 xlsx 或 csv")
    try:
        return [list(row) for row in csv.reader(io.StringIO(text))]
    except csv.Error as problem:
        raise Unreadable("CSV 文件的引号不完整，请另存后再传") from problem


def _workbook(content: bytes) -> list[list[Any]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST_UNPACKED:
                raise Unreadable("工作簿展开后过大，请分批导入")
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return book.get_sheet_by_index(0).to_python()
    except (CalamineError, zipfile.BadZipFile, IndexError, ValueError) as problem:
        if isinstance(problem, Unreadable):
            raise
        raise Unreadable("工作簿已损坏或不是 xlsx 文件") from problem
