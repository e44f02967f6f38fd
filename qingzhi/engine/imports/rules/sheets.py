"""Workbooks (XLSX, XLS) through calamine: checked before they are opened, numbers as a person reads them."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from qingzhi.base.files.rules.packages import ActiveContent, PackageDamaged, check_package, package_kind

from .delimited import Record
from .shapes import FileRefused

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_UNPACKED = 400 * 1024 * 1024  # of all sheets and texts together; measured to stay under 1.5 GiB of memory
MOST_OLD = 64 * 1024 * 1024
_EXACT = 10**15  # above this Excel keeps only fifteen digits of a number
LOST_DIGITS = "数字超过 15 位，Excel 已丢失末尾几位，请把该列设为文本后重新录入"


@dataclass(frozen=True)
class Beginning:
    """The first lines of a sheet and how many it has."""

    lines: list[tuple[int, list[str]]]
    height: int


def recognises(head: bytes) -> bool:
    """Whether a file begins as a workbook does."""
    return head.startswith((_ZIP, _OLE))


def is_old(path: Path) -> bool:
    """Whether it is a workbook of the binary format (XLS)."""
    with path.open("rb") as file:
        return file.read(8) == _OLE


def beginnings(path: Path, lines: int) -> Iterator[tuple[str, Beginning]]:
    """The beginning of every sheet that holds anything."""
    book = _opened(path)
    for name in book.sheet_names:
        sheet = _sheet(book, name)
        if sheet.height:
            first = sheet.start[0] if sheet.start else 0
            found = [
                (n, cells) for n, cells, _ in _lines(sheet.to_python(nrows=lines + first, skip_empty_area=False), lines)
            ]
            yield name, Beginning(found, first + sheet.height)


def records(path: Path, name: str) -> Iterator[Record]:
    """Every line of a sheet as texts; a number that Excel has damaged is a fault of its line."""
    yield from _lines(_sheet(_opened(path), name).iter_rows(), None)


def _lines(rows: Any, most: int | None) -> Iterator[Record]:
    for number, row in enumerate(rows, start=1):
        if most is not None and number > most:
            return
        cells = [cell if type(cell) is str else written(cell) for cell in row]
        fault = LOST_DIGITS if any(type(cell) is float and abs(cell) >= _EXACT for cell in row) else ""
        yield number, cells, fault


def written(cell: Any) -> str:
    """A typed cell as a person would write it: no .0, no exponent, dates as 2017-06-29."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else _decimal(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _decimal(number: float) -> str:
    text = f"{number:.15g}"
    return f"{number:.15f}".rstrip("0") if "e" in text else text


def _opened(path: Path) -> CalamineWorkbook:
    if is_old(path):
        if path.stat().st_size > MOST_OLD:
            raise FileRefused("XLS 文件过大，请另存为 CSV（UTF-8）后导入")
    else:
        _check(path)
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise FileRefused("工作簿已损坏或设有密码，无法打开") from error


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError) as error:
        raise FileRefused(f"工作表「{name}」已损坏，无法读取") from error


def _check(path: Path) -> None:
    """Refuse what would burst, what carries programs, and what is too large to be held."""
    try:
        with zipfile.ZipFile(path) as package:
            check_package(package, path.stat().st_size)
            if package_kind(package) != "xlsx":
                raise FileRefused("这不是 XLSX 工作簿；压缩包请先解压")
            total = sum(part.file_size for part in package.infolist() if part.filename.endswith(".xml"))
    except ActiveContent as active:
        raise FileRefused(f"工作簿{active.what}，请另存为不含宏的 XLSX") from active
    except PackageDamaged as damaged:
        raise FileRefused(_damage(damaged.what)) from damaged
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise FileRefused("工作簿已损坏，无法打开") from error
    if total > MOST_UNPACKED:
        raise FileRefused(_damage("解压后过大"))


def _damage(what: str) -> str:
    if what == "解压后过大":
        return "工作簿解压后过大，请另存为 CSV（UTF-8）后导入"
    return f"工作簿无法读取：{what}"
