"""Workbooks: XLSX as a stream, XLS (which cannot hold more than 65,536 lines) through calamine; checked before they are opened."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from qingzhi.base.files.rules.packages import ActiveContent, PackageDamaged, check_package, package_kind

from .delimited import Record
from .shapes import FileRefused
from .workbooks import Workbook, number_text

MOST_OLD = 64 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BURSTING = "解压后过大"


@dataclass(frozen=True)
class Beginning:
    """The first lines of a sheet, and how many it has, as far as it says so."""

    lines: list[tuple[int, list[str]]]
    height: int | None


def recognises(head: bytes) -> bool:
    """Whether a file begins as a workbook does."""
    return head.startswith((_ZIP, _OLE))


def is_old(path: Path) -> bool:
    """Whether it is a workbook of the binary format (XLS)."""
    with path.open("rb") as file:
        return file.read(8) == _OLE


def beginnings(path: Path, lines: int) -> Iterator[tuple[str, Beginning]]:
    """The beginning of every sheet."""
    if is_old(path):
        book = _old(path)
        for name in book.sheet_names:
            found = [(number, cells) for number, cells, _ in islice(_old_rows(book, name), lines)]
            yield name, Beginning(found, book.get_sheet_by_name(name).total_height + 1)
        return
    check(path)
    with _opened(path) as workbook:
        for name in workbook.sheets:
            found = [(number, cells) for number, cells, _ in islice(workbook.rows(name), lines)]
            yield name, Beginning(found, workbook.height(name))


def records(path: Path, name: str) -> Iterator[Record]:
    """Every line of a sheet as texts."""
    if is_old(path):
        yield from _old_rows(_old(path), name)
        return
    check(path)
    with _opened(path) as workbook:
        if name not in workbook.sheets:
            raise FileRefused(f"工作簿里没有工作表“{name}”")
        yield from workbook.rows(name)


def check(path: Path) -> None:
    """Refuse what would burst, what carries programs, and what is too large."""
    try:
        with zipfile.ZipFile(path) as package:
            check_package(package, path.stat().st_size)
            if package_kind(package) != "xlsx":
                raise FileRefused("这不是 XLSX 工作簿；压缩包请先解压")
    except ActiveContent as active:
        raise FileRefused(f"工作簿{active.what}，请另存为不含宏的 XLSX") from active
    except PackageDamaged as damaged:
        bursting = damaged.what == _BURSTING
        told = "工作簿解压后过大，请另存为 CSV（UTF-8）后导入" if bursting else f"工作簿无法读取：{damaged.what}"
        raise FileRefused(told) from damaged
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise FileRefused("工作簿已损坏，无法打开") from error


def _opened(path: Path) -> Workbook:
    try:
        return Workbook(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise FileRefused("工作簿已损坏，无法打开") from error


def _old(path: Path) -> CalamineWorkbook:
    if path.stat().st_size > MOST_OLD:
        raise FileRefused("XLS 文件过大，请另存为 CSV（UTF-8）后导入")
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise FileRefused("工作簿已损坏或设有密码，无法打开") from error


def _old_rows(book: CalamineWorkbook, name: str) -> Iterator[Record]:
    try:
        sheet = book.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError) as error:
        raise FileRefused(f"工作表“{name}”已损坏，无法读取") from error
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        read = [written(cell) for cell in row]
        yield number, [*before, *(text for text, _ in read)], next((lost for _, lost in read if lost), "")


def written(cell: Any) -> tuple[str, str]:
    """A typed cell of an XLS as a person would write it, and what is wrong with it."""
    if isinstance(cell, bool):
        return ("是" if cell else "否"), ""
    if isinstance(cell, int | float):
        return number_text(repr(cell))
    if isinstance(cell, datetime):
        return (cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")), ""
    if isinstance(cell, date | time):
        return cell.isoformat(), ""
    return str(cell), ""
