"""Records of a CSV or TSV file, as fast as lines without quotes allow, and without losing one to a stray quote."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from .encodings import NO_CONTROLS, TextFile
from .shapes import FileRefused

DELIMITERS = {",": "逗号", "\t": "制表符", ";": "分号", "，": "全角逗号", "|": "竖线"}
MOST_QUOTE_FAULTS = 1_000
MOST_LINES = 200  # that one record may stand on
_BUFFER = 1 << 20

Record = tuple[int, list[str], str]  # first line, cells, what is wrong with the line ("" for nothing)


def records(path: Path, text: TextFile, delimiter: str, width: int = 0) -> Iterator[Record]:
    """Every record of the file with the line that it begins on; blank lines give `[""]`. `width` is the head's, once known.

    A quote that is never closed, or closed in the middle of a cell, spoils the line that it stands on alone: the lines that
    a parser would have swallowed are read again on their own.
    """
    with path.open("rb", buffering=_BUFFER) as raw:
        stream = io.TextIOWrapper(raw, encoding=text.encoding, newline="")
        lines: Iterator[str] = iter(stream)
        if text.controls:
            lines = (line.translate(NO_CONTROLS) for line in stream)
        if text.quoted:
            yield from _Quoted(lines, delimiter, width).records()
        else:
            for number, line in enumerate(lines, start=1):
                yield number, line.rstrip("\r\n").split(delimiter), ""


class _Quoted:
    """Lines without a quote are split; one with a quote goes through the csv module, which may ask for more lines."""

    def __init__(self, lines: Iterator[str], delimiter: str, width: int):
        self._lines = lines
        self._width = width
        self._delimiter = delimiter
        self._taken: list[str] = []  # the lines of the record that is being parsed
        self._again: list[str] = []  # lines to be read again, the next one last
        self._reader = self._parser()
        self._faults = 0

    def records(self) -> Iterator[Record]:
        delimiter, again = self._delimiter, self._again
        number = 1
        while True:
            line = again.pop() if again else next(self._lines, None)
            if line is None:
                return
            if '"' not in line:
                yield number, line.rstrip("\r\n").split(delimiter), ""
                number += 1
                continue
            cells, fault, used = self._parsed(line)
            if fault:
                self._count(number)
            yield number, cells, fault
            number += used

    def _parsed(self, line: str) -> tuple[list[str], str, int]:
        """The cells of the record that begins with this line, what is wrong with it, and how many lines it took."""
        self._taken = []
        self._again.append(line)
        try:
            cells = next(self._reader)
        except (csv.Error, StopIteration):
            self._reader = self._parser()
        else:
            used = len(self._taken)
            if used == 1 or not self._swallowed(cells, used):
                return cells, "", used
        self._again.extend(reversed(self._taken[1:]))
        return line.rstrip("\r\n").split(self._delimiter), "引号没有成对，或引号内的引号没有写成两个", 1

    def _swallowed(self, cells: list[str], used: int) -> bool:
        """Whether two stray quotes, lines apart, made one record of several."""
        return used > MOST_LINES or (self._width > 0 and len(cells) != self._width)

    def _parser(self) -> Iterator[list[str]]:
        return csv.reader(self._feed(), delimiter=self._delimiter, strict=True, skipinitialspace=True)

    def _feed(self) -> Iterator[str]:
        while True:
            line = self._again.pop() if self._again else next(self._lines, None)
            if line is None:
                return
            self._taken.append(line)
            yield line

    def _count(self, number: int) -> None:
        self._faults += 1
        if self._faults > MOST_QUOTE_FAULTS:
            raise FileRefused(f"到此引号不成对的行超过 {MOST_QUOTE_FAULTS} 行，请检查导出设置", number)
