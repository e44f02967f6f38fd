"""XLSX read as a stream: rows one at a time, texts that cells share held once, numbers and days as a person reads them.

A library that lays a sheet out in memory can be made to claim any amount of it by a file of a few kilobytes (one cell at the
far corner, one long text shared by every cell); this reader holds a row and the shared texts, nothing else.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from lxml import etree

from .delimited import Record
from .markup import elements
from .shapes import FileRefused

MOST_COLUMNS = 1_024
LOST_DIGITS = "数字超过 15 位，Excel 已丢失末尾几位，请把该列设为文本后重新录入"
_EXACT = 10**15  # above this a spreadsheet keeps only fifteen digits of a number
_BUILTIN_DAYS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])  # ECMA-376 18.8.30
_NOT_A_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DAY_SIGNS = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)$")
_LAST_ROW = re.compile(r"[A-Z]+(\d+)$")


class Workbook:
    """An open XLSX file: `sheets` maps names to parts, in order."""

    def __init__(self, path: Path):
        self._package = zipfile.ZipFile(path)
        self.sheets: dict[str, str] = {}
        self._since_1904 = False
        self._texts: list[str] | None = None
        self._parts = {"sharedStrings": "", "styles": ""}
        try:
            self._read_outline()
            self._days = self._day_styles()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._package.close()

    def rows(self, sheet: str) -> Iterator[Record]:
        """The rows that hold anything, with their numbers; a number that was shortened is a fault of its row."""
        texts, last = self._shared(), 0
        for row in self._elements(self.sheets[sheet], "row"):
            written = row.get("r") or str(last + 1)
            number = int(written) if written.isdecimal() and len(written) < 9 else 0
            if number <= last:
                raise FileRefused("工作表的行号不递增，文件已损坏", number)
            last = number
            cells, fault = self._cells(row, texts, number)
            if cells:
                yield number, cells, fault

    def height(self, sheet: str) -> int | None:
        """The last row's number, as the sheet says of itself at its beginning."""
        for found in self._elements(self.sheets[sheet], "dimension", "row"):
            place = _LAST_ROW.search(found.get("ref") or "")
            return int(place[1]) if place else None
        return None

    def _cells(self, row: Any, texts: list[str], number: int) -> tuple[list[str], str]:
        cells: list[str] = []
        fault, column, days = "", -1, self._days
        for cell in row:
            place = cell.get("r")
            column = column + 1 if place is None else _column(place)
            sort = cell.get("t")
            if sort == "inlineStr":
                value = _rich(cell)
            else:
                held = _value(cell)
                if held is None:
                    continue
                if sort == "s":
                    value = texts[int(held)] if held.isdecimal() and int(held) < len(texts) else ""
                elif sort is None or sort == "n":
                    style = cell.get("s")
                    if style in days:
                        value = self._day(held)
                    elif len(held) <= 15 and held.isdecimal():
                        value = held
                    else:
                        value, lost = number_text(held)
                        fault = fault or lost
                else:
                    value = _other(sort, held)
            if column > len(cells) + MOST_COLUMNS or column >= MOST_COLUMNS:
                raise FileRefused(f"第 {column + 1} 列还有数据，最多读取 {MOST_COLUMNS} 列", number)
            if column == len(cells):
                cells.append(value)
            elif column > len(cells):
                cells.extend([""] * (column - len(cells)))
                cells.append(value)
            else:
                cells[column] = value
        return cells, fault

    def _shared(self) -> list[str]:
        if self._texts is None:
            part = self._parts["sharedStrings"]
            self._texts = [_rich(one) for one in self._elements(part, "si")] if part else []
        return self._texts

    def _day(self, held: str) -> str:
        try:
            return day_text(float(held), self._since_1904)
        except (ValueError, OverflowError):
            return held

    def _read_outline(self) -> None:
        """Sheets by name, and the parts that hold shared texts and styles, through the relations of the workbook."""
        present = set(self._package.namelist())
        sheets: dict[str, str] = {}
        for one in self._elements("xl/_rels/workbook.xml.rels", "Relationship"):
            target = one.get("Target") or ""
            part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            sort = (one.get("Type") or "").rsplit("/", 1)[-1]
            if part in present and sort == "worksheet":
                sheets[one.get("Id")] = part
            elif part in present and sort in self._parts:
                self._parts[sort] = part
        for one in self._elements("xl/workbook.xml", "workbookPr", "sheet"):
            if etree.QName(one).localname == "workbookPr":
                self._since_1904 = one.get("date1904") in ("1", "true")
                continue
            ids = [value for key, value in one.attrib.items() if etree.QName(key).localname == "id"]
            if ids and ids[0] in sheets:
                self.sheets[one.get("name") or sheets[ids[0]]] = sheets[ids[0]]

    def _day_styles(self) -> frozenset[str]:
        """The indices of cell styles that show a number as a day or time."""
        if not self._parts["styles"]:
            return frozenset()
        own: dict[str, bool] = {}
        found = set()
        for one in self._elements(self._parts["styles"], "numFmt", "cellXfs"):
            if etree.QName(one).localname == "numFmt":
                plain = _NOT_A_FORMAT.sub("", one.get("formatCode") or "")
                own[one.get("numFmtId")] = bool(_DAY_SIGNS.search(plain)) and plain.casefold() != "general"
                continue
            for place, style in enumerate(one.iterfind("{*}xf")):
                number = style.get("numFmtId") or "0"
                if own.get(number, number.isdecimal() and int(number) in _BUILTIN_DAYS):
                    found.add(str(place))
        return frozenset(found)

    def _elements(self, part: str, *tags: str) -> Iterator[Any]:
        try:
            with self._package.open(part) as file:
                yield from elements(file, *tags, doctype=False)
        except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, EOFError, ValueError) as error:
            raise FileRefused("工作簿已损坏，无法读取") from error


def number_text(held: str) -> tuple[str, str]:
    """A number as a person would write it, without exponent and noise, and what is wrong where digits were lost."""
    try:
        number = float(held)
    except ValueError:
        return held, ""
    if abs(number) >= _EXACT:
        return held, LOST_DIGITS
    if number.is_integer():
        return str(int(number)), ""
    text = f"{number:.15g}"
    return (f"{number:.15f}".rstrip("0") if "e" in text else text), ""


def day_text(serial: float, since_1904: bool = False) -> str:
    """A spreadsheet's day as 2017-06-29, with the time where it has one; a time alone as 08:05:00."""
    days, seconds = divmod(round(serial * 86400), 86400)
    clock = (datetime(1900, 1, 1) + timedelta(seconds=seconds)).time()
    if days == 0 and not since_1904:
        return clock.isoformat()
    epoch = date(1904, 1, 1) if since_1904 else date(1899, 12, 30 + (days < 60))
    day = (epoch + timedelta(days=days)).isoformat()
    return day if clock == time() else f"{day} {clock.isoformat()}"


def _column(place: str) -> int:
    found = _PLACE.match(place)
    if not found:
        raise FileRefused("工作表的单元格位置有误，文件已损坏")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _value(cell: Any) -> str | None:
    """What the cell holds: its last child in what programs write, after the formula that gave it."""
    if not len(cell):
        return None
    last = cell[-1]
    if last.tag[-2:] == "}v":
        return last.text
    return next((child.text for child in cell.iterchildren("{*}v", "v")), None)


def _rich(holder: Any) -> str:
    """The text of a shared or inline string, its runs together, without what tells how to pronounce it."""
    return "".join(one.text or "" for one in holder.iter("{*}t") if etree.QName(one.getparent()).localname != "rPh")


def _other(sort: str, held: str) -> str:
    if sort == "b":
        return "是" if held == "1" else "否"
    if sort == "d":
        return held.removesuffix("T00:00:00").replace("T", " ")
    return held
