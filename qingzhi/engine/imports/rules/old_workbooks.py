"""XLS, the binary workbook: read by calamine in a process of its own, whose memory and time are limited.

Its reader lays a sheet out in memory as large as the farthest cell claims it to be, and ends the process where that fails;
so it is not done where others work. As a program, this module writes one JSON line for each row of a sheet.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from .delimited import Record
from .shapes import FileRefused
from .workbooks import number_text

LARGEST = 64 * 1024 * 1024
MEMORY = 1_200 * 1024 * 1024
SECONDS = 120
_DAMAGED = "XLS 工作簿已损坏或设有密码，请用 Excel 打开后另存为 XLSX"


def sheet_names(path: Path) -> list[str]:
    """The names of the sheets, in order."""
    with _reading(path, "") as lines:
        return [json.loads(line) for line in lines]


def rows(path: Path, sheet: str) -> Iterator[Record]:
    """Every row of a sheet as texts; a number that was shortened is a fault of its row."""
    with _reading(path, sheet) as lines:
        for line in lines:
            number, cells, fault = json.loads(line)
            yield number, cells, fault


@contextmanager
def _reading(path: Path, sheet: str) -> Iterator[Any]:
    """The lines of the other process; a process that failed is a damaged file."""
    if path.stat().st_size > LARGEST:
        raise FileRefused("XLS 文件过大，请另存为 CSV（UTF-8）后导入")
    command = [sys.executable, "-I", "-c", _PROGRAM, str(Path(__file__).resolve().parents[4]), str(path), sheet]
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    pipe = subprocess.PIPE
    reader = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=subprocess.DEVNULL, encoding="utf-8", env=environment
    )
    ended = False
    try:
        yield reader.stdout
        ended = True
    finally:
        if not ended:
            reader.kill()
        assert reader.stdout is not None
        reader.stdout.close()
        status = reader.wait()
    if status:
        raise FileRefused(_DAMAGED)


_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from qingzhi.engine.imports.rules.old_workbooks import main; main(sys.argv[2], sys.argv[3])"
)


def main(path: str, sheet: str) -> None:
    """What the other process does: the rows of a sheet, or without one the names of the sheets."""
    _limit()
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    if not sheet:
        for name in book.sheet_names:
            print(json.dumps(name))
        return
    found = book.get_sheet_by_name(sheet)
    before = [""] * (found.start[1] if found.start else 0)
    for number, row in enumerate(found.iter_rows(), start=1):
        read = [written(cell) for cell in row]
        fault = next((lost for _, lost in read if lost), "")
        print(json.dumps([number, [*before, *(text for text, _ in read)], fault]))


def _limit() -> None:
    """So much memory and time and no more, where the system knows limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def written(cell: Any) -> tuple[str, str]:
    """A typed cell as a person would write it, and what is wrong with it."""
    if isinstance(cell, bool):
        return ("是" if cell else "否"), ""
    if isinstance(cell, int | float):
        return number_text(repr(cell))
    if isinstance(cell, datetime):
        return (cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")), ""
    if isinstance(cell, date | time):
        return cell.isoformat(), ""
    return str(cell), ""
