"""The file of rejected rows: the head and cells of the original with 行号, 出错列 and 原因 in front, to be corrected and sent again.

On reading, those three columns are ignored, and what keeps a spreadsheet from computing or shortening a cell is taken off.
A file that was itself such a file does not get the three columns twice.
"""

import csv
import re
from collections.abc import Sequence
from typing import TextIO

from .heads import ERROR_COLUMNS, plain

ENCODING = "utf-8-sig"  # what spreadsheets need to see Chinese; open the file with it and newline=""
_FORMULA = ("=", "+", "-", "@")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
_LONG = re.compile(r"\d{12,}|0\d+")  # a spreadsheet would keep fifteen digits of it, or drop its zeros
_OWN = frozenset(map(plain, ERROR_COLUMNS))


class ErrorsFile:
    """Writes rejected rows under the head of their file; `count` says how many."""

    def __init__(self, file: TextIO, head: Sequence[str]):
        self._out = csv.writer(file, lineterminator="\r\n")
        self._width = len(head)
        self._kept = [column for column, name in enumerate(head) if plain(name) not in _OWN]
        self.count = 0
        self._out.writerow([*ERROR_COLUMNS, *(harmless(head[column]) for column in self._kept)])

    def write(self, line: int, cells: Sequence[str], told: Sequence[tuple[str, str]]) -> None:
        """A row as it stood; `told` are its faults as (column's name or "", reason)."""
        names = "；".join(dict.fromkeys(harmless(name) for name, _ in told if name))
        reasons = "；".join(dict.fromkeys(harmless(reason) for _, reason in told))
        whole = [*cells, *[""] * (self._width - len(cells))]
        beyond = whole[self._width :]  # more cells than the head has: that is what is wrong with them
        row = [harmless(whole[column]) for column in self._kept] + [harmless(cell) for cell in beyond]
        self._out.writerow([str(line), names, reasons, *row])
        self.count += 1


def harmless(cell: str) -> str:
    """A cell that no spreadsheet computes, shortens or rounds: '=1+1, and a tab before many digits."""
    text = cell.replace("\0", "")
    begins = text.lstrip()[:1]
    if begins in _FORMULA and not _NUMBER.fullmatch(text.strip()):
        return f"'{text.lstrip()}"
    return f"\t{text}" if _LONG.fullmatch(text) else text
