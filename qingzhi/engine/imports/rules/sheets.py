"""Workbooks: XLSX as a stream, XLS (which cannot hold more than 65,536 lines) in a process of its own; checked before they are opened."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from qingzhi.base.files.rules.packages import ActiveContent, PackageDamaged, check_package, package_kind

from . import old_workbooks
from .delimited import Record
from .shapes import FileRefused
from .workbooks import Workbook

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
        for name in old_workbooks.sheet_names(path):
            yield name, Beginning(_first(old_workbooks.rows(path, name), lines), None)
        return
    check(path)
    with _opened(path) as workbook:
        for name in workbook.sheets:
            yield name, Beginning(_first(workbook.rows(name), lines), workbook.height(name))


def _first(rows: Iterator[Record], lines: int) -> list[tuple[int, list[str]]]:
    return [(number, cells) for number, cells, _ in islice(rows, lines)]


def records(path: Path, name: str) -> Iterator[Record]:
    """Every line of a sheet as texts."""
    if is_old(path):
        yield from old_workbooks.rows(path, name)
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
