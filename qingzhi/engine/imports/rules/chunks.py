"""Cutting records into chunks of rows in the order of the fields: the loop that every row of a file passes through."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from .delimited import Record
from .examined import Examined
from .heads import plain
from .leftovers import SUSPECT, Leftovers
from .shapes import MOST_CHARACTERS, Fault, Field, FileRefused, Row

SIZE = 5_000


@dataclass
class Chunk:
    """Some records in a row. `settled` counts every record up to the end of the chunk, from the beginning of the file."""

    rows: list[Row]
    faults: list[Fault]
    settled: int
    leftovers: Leftovers
    _cells: dict[int, list[str]] = field(repr=False, default_factory=dict)

    def cells_of(self, line: int) -> list[str]:
        """The cells of a record as they stood in the file, in the order of the head; [] for a line that is not here."""
        return self._cells.get(line, [])


class Reader:
    """Takes records from a file, as many at a time as is asked for, after the first `start`."""

    def __init__(self, source: Iterator[Record], examined: Examined, columns: Mapping[str, int], start: int = 0):
        fields = examined.fields
        self._source, self._start, self._seen = source, start, 0
        self._fields, self._head = fields, list(examined.head)
        self._below = examined.head_line + examined.head_span - 1 if examined.is_table else 0
        self._mark = next((place for place, name in enumerate(self._head) if name), 0)  # where the first name stands
        self._opening = self._head[self._mark] if examined.is_table and self._head else None
        places = [columns.get(one.name, -1) for one in fields]
        if max(places, default=-1) >= len(self._head):
            raise FileRefused(f"列名对照要求第 {max(places) + 1} 列，表头只有 {len(self._head)} 列")
        self._get, self._complete = (
            _getter(places),
            -1 not in places,
        )  # column -1 is an empty cell put behind the others
        self._clean = _unguarded if examined.text is not None and examined.text.guarded else str.strip
        self._key = next((columns[one.name] for one in fields if one.required and columns.get(one.name, -1) >= 0), 0)
        self.leftovers = Leftovers()

    def __iter__(self) -> Iterator[Chunk]:
        return iter(lambda: self.take(SIZE), None)

    def take(self, size: int) -> Chunk | None:
        """The next records, at most `size`; None at the end.

        The collector of cycles rests meanwhile: thousands of lists without a cycle among them only make it search.
        """
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self._take(size)
        finally:
            if collecting:
                gc.enable()

    def _take(self, size: int) -> Chunk | None:
        get, clean, width, fields = self._get, self._clean, len(self._head), self._fields
        below, opening, start, seen = self._below, self._opening, self._start, self._seen
        complete, mark = self._complete, self._mark
        rows: list[Row] = []
        faults: list[Fault] = []
        kept: dict[int, list[str]] = {}
        for line, cells, fault in self._source:
            first = cells[mark] if len(cells) > mark else ""
            if line <= below or ((not first or first[0] in SUSPECT or first == opening) and self._passes(line, cells)):
                continue
            seen += 1
            if seen <= start:
                continue
            if len(cells) != width or fault:
                fault = fault or _squared(cells, width)
            kept[line] = cells
            if fault:
                faults.append(Fault(line, "", "", fault))
            else:
                values = tuple(map(clean, get(cells if complete else [*cells, ""])))
                if len("".join(values)) <= MOST_CHARACTERS or not (found := _too_long(line, values, fields)):
                    rows.append((line, values))
                else:
                    faults.append(found)
            if len(kept) >= size:
                break
        self._seen = seen
        return Chunk(rows, faults, seen, self.leftovers, kept) if kept else None

    def close(self) -> None:
        """Let go of the file before its end."""
        close = getattr(self._source, "close", None)
        if close:
            close()

    def _passes(self, line: int, cells: list[str]) -> bool:
        """Whether a line is no record: blank, a total, a note, the head once more."""
        head, mark = self._head, self._mark
        if (
            len(cells) > mark
            and cells[mark] == self._opening
            and list(map(plain, cells[: len(head)])) == list(map(plain, head))
        ):
            self.leftovers.heads.append(line)
            return True
        return self.leftovers.takes(line, cells, cells[self._key] if self._key < len(cells) else "")


def _getter(places: Sequence[int]) -> Callable[[list[str]], Sequence[str]]:
    if len(places) == 1:
        return lambda cells: (cells[places[0]],)
    return itemgetter(*places)  # type: ignore[return-value]


def _squared(cells: list[str], width: int) -> str:
    """Make a record as wide as the head, in place; says what is wrong where it has more than the head."""
    if len(cells) > width:
        extra = cells[width:]
        if any(cell.strip() for cell in extra):
            return f"这一行有 {len(cells)} 格，表头只有 {width} 格，可能有分隔符没有加引号"
        del cells[width:]
    else:
        cells.extend([""] * (width - len(cells)))
    return ""


def _too_long(line: int, values: Sequence[str], fields: Sequence[Field]) -> Fault | None:
    for one, value in zip(fields, values, strict=True):
        if len(value) > one.longest:
            return Fault(line, one.name, value[:80], f"{one.title}有 {len(value)} 字，最多 {one.longest} 字")
    return None


def _unguarded(cell: Any) -> str:
    """A cell without the marks that keep a spreadsheet from computing it: ="0012" and '=1+1."""
    text = str(cell).strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1].strip()
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@"):
        return text[1:]
    return text
