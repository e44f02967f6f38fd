"""A table that was read: its rows, ready to be asked. Every cell that cannot be read is a problem with row and column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .literals import CellWrong, outcome
from .parsing import read_test
from .spec import TableSpec
from .unary import Test

MOST_ROWS = 1_000


@dataclass(frozen=True)
class RawRow:
    """A row as it was written: cells by column name, and its own source."""

    cells: Mapping[str, str]
    source: str = ""
    note: str = ""

    def cell(self, name: str) -> str:
        """The text of one cell; `-` where there is none."""
        return (self.cells.get(name) or "").strip()


@dataclass(frozen=True)
class Problem:
    """What is wrong with a table: in which row (from 1; 0 for the whole) and column, and why."""

    row: int
    column: str
    label: str
    message: str

    @property
    def sentence(self) -> str:
        """The whole in one sentence."""
        where = f"第 {self.row} 行" if self.row else ""
        return f"{where}{f'“{self.label}”' if self.label else ''}{'：' if where or self.label else ''}{self.message}"


@dataclass(frozen=True)
class Row:
    """A row that was read."""

    position: int
    tests: tuple[Test, ...]
    outcome: tuple[Any, ...]
    source: str
    note: str


@dataclass(frozen=True)
class Table:
    """All rows of a version, in order, and its tests column by column: each different test with the rows that bear it."""

    spec: TableSpec
    rows: tuple[Row, ...]

    @cached_property
    def columns(self) -> tuple[tuple[tuple[Test, int], ...], ...]:
        """For each condition its different tests, each with a mask of the rows that bear it (bit 0 is the first row)."""
        found: list[tuple[tuple[Test, int], ...]] = []
        for place in range(len(self.spec.conditions)):
            masks: dict[Test, int] = {}
            for bit, row in enumerate(self.rows):
                masks[row.tests[place]] = masks.get(row.tests[place], 0) | 1 << bit
            found.append(tuple(masks.items()))
        return tuple(found)

    @cached_property
    def all_rows(self) -> int:
        """The mask of every row."""
        return (1 << len(self.rows)) - 1


def read_table(spec: TableSpec, rows: Iterable[RawRow]) -> tuple[Table, list[Problem]]:
    """The table and what is wrong with it; a row with a problem is not in the table."""
    read: list[Row] = []
    problems: list[Problem] = []
    number = 0
    for number, raw in enumerate(rows, 1):
        before = len(problems)
        tests, values = _conditions(spec, raw, number, problems), _outcomes(spec, raw, number, problems)
        if len(problems) == before:
            read.append(Row(number, tests, values, raw.source.strip(), raw.note.strip()))
    if number == 0:
        problems.append(Problem(0, "", "", "决策表还没有任何一行"))
    if number > MOST_ROWS:
        problems.append(Problem(0, "", "", f"决策表有 {number} 行，最多 {MOST_ROWS} 行，请拆成几张表"))
    return Table(spec, tuple(read)), problems


def _conditions(spec: TableSpec, raw: RawRow, number: int, problems: list[Problem]) -> tuple[Test, ...]:
    found: list[Test] = []
    for column in spec.conditions:
        try:
            found.append(read_test(raw.cell(column.name), column))
        except CellWrong as wrong:
            problems.append(Problem(number, column.name, column.label, str(wrong)))
    known = {one.name for one in spec.columns}
    for name, text in raw.cells.items():
        if name not in known and text.strip() not in ("", "-"):
            problems.append(Problem(number, name, name, "决策表已没有这一列，请新拟版本"))
    return tuple(found)


def _outcomes(spec: TableSpec, raw: RawRow, number: int, problems: list[Problem]) -> tuple[Any, ...]:
    found: list[Any] = []
    for column in spec.outcomes:
        try:
            found.append(outcome(raw.cell(column.name), column))
        except CellWrong as wrong:
            problems.append(Problem(number, column.name, column.label, str(wrong)))
    return tuple(found)
