"""Columns of a chunk under their field names, read through caches; what cannot be read becomes a fault of its row."""

from collections.abc import Sequence
from typing import Any

from qingzhi.engine.imports.kinds import Fault, Field, Row

from ...rules.rows import Bad, Cells, read_count, read_day, read_flag, read_last_day
from ...rules.statuses import read_status

CONTENT = 200  # characters of a cell that a fault repeats


class Readers:
    """The caches of one batch: thousands of rows share a few thousand days and a few dozen words."""

    def __init__(self) -> None:
        self.days = Cells(read_day)
        self.last_days = Cells(read_last_day)
        self.counts = Cells(read_count)
        self.flags = Cells(read_flag)
        self.statuses = Cells(_status)


def _status(text: str) -> str | None:
    found = read_status(text)
    return None if found is None else found.value


class Columns:
    """The cells of a chunk by field; `fault` marks a row as refused, with every reason that is found."""

    def __init__(self, fields: Sequence[Field], rows: Sequence[Row], readers: Readers):
        self.lines = [line for line, _ in rows]
        self.rows = [values for _, values in rows]
        turned = list(zip(*self.rows, strict=True)) if rows else []
        self._columns = {one.name: list(map(str.strip, cells)) for one, cells in zip(fields, turned, strict=False)}
        self._titles = {one.name: one.title for one in fields}
        self._readers = readers
        self.refused: set[int] = set()
        self.faults: list[Fault] = []
        self._found: dict[str, list[Any]] = {}
        self._refuse_unstorable()

    def __len__(self) -> int:
        return len(self.lines)

    def text(self, name: str, longest: int = 0) -> list[str]:
        """A column as it stands; a cell longer than its place refuses the row."""
        column = self._columns.get(name)
        if column is None:
            return [""] * len(self)
        if longest and max(map(len, column), default=0) > longest:
            for place, cell in enumerate(column):
                if len(cell) > longest:
                    self.fault(place, name, f"{self._titles[name]}有 {len(cell)} 字，最多 {longest} 字")
        return column

    def days(self, name: str) -> list[Any]:
        """A column of days as ISO texts, None where a cell is empty."""
        return self._read(name, self._readers.last_days if name == "expires_on" else self._readers.days)

    def counts(self, name: str) -> list[Any]:
        return self._read(name, self._readers.counts)

    def flags(self, name: str) -> list[Any]:
        return self._read(name, self._readers.flags)

    def statuses(self) -> list[Any]:
        return self._read("status", self._readers.statuses)

    def fault(self, place: int, name: str, reason: str, content: str | None = None) -> None:
        """Refuse a row, with the cell and one sentence."""
        self.refused.add(place)
        if content is None:
            content = self._columns[name][place] if name in self._columns else ""
        self.faults.append(Fault(self.lines[place], name, content[:CONTENT], reason))

    def _read(self, name: str, cells: Cells) -> list[Any]:
        if name in self._found:
            return self._found[name]
        column = self._columns.get(name)
        if column is None:
            return [None] * len(self)
        found: list[Any] = list(map(cells.__getitem__, column))
        self._found[name] = found
        if cells.bad:
            for place, value in enumerate(found):
                if value.__class__ is Bad:
                    self.fault(place, name, value.reason)
                    found[place] = None
        return found

    def _refuse_unstorable(self) -> None:
        """No database takes null characters (and PostgreSQL no lone surrogates): such rows are refused, with the reason."""
        whole = "\x1e".join(["\x1f".join(values) for values in self.rows])
        if "\x00" not in whole and _encodes(whole):
            return
        for name, column in self._columns.items():
            for place, cell in enumerate(column):
                if "\x00" in cell or not _encodes(cell):
                    plain = cell.replace("\x00", "␀").encode("utf-8", "replace").decode()
                    self.fault(place, name, "有不能保存的字符（空字符或残缺的编码），请检查文件编码", plain)
                    column[place] = plain


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
