"""A version as people read it: every cell in words, what is wrong, what overlaps, what is left open."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..declaring import TableSpec
from ..rules.coverage import Coverage, coverage
from ..rules.literals import CellWrong, outcome, say
from ..rules.parsing import read_test
from ..rules.spec import NUMERIC, Condition, OutcomeColumn
from ..rules.table import Problem, RawRow, read_table
from ..rules.unary import ANYTHING, short


@dataclass(frozen=True)
class ReadCell:
    """A cell: its text as written, its words, what is wrong with it, how it is set."""

    name: str
    label: str
    text: str
    words: str
    error: str = ""
    kind: str = ""  # "any" for one that asks nothing, "number" for one that is set to the right
    is_outcome: bool = False


@dataclass(frozen=True)
class ReadRow:
    """A row with its cells in the order of the columns."""

    position: int
    cells: tuple[ReadCell, ...]
    source: str
    note: str


@dataclass(frozen=True)
class Findings:
    """What the checks of a table say."""

    problems: tuple[Problem, ...]
    coverage: Coverage | None

    @property
    def is_fit(self) -> bool:
        """Whether it may be tried and put in force."""
        return not self.problems


def read_rows(spec: TableSpec, rows: Sequence[RawRow]) -> list[ReadRow]:
    """The rows in words."""
    return [
        ReadRow(
            place,
            (*(_asked(one, row) for one in spec.conditions), *(_given(one, row) for one in spec.outcomes)),
            row.source,
            row.note,
        )
        for place, row in enumerate(rows, 1)
    ]


def worded_rows(spec: TableSpec, rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows with words in the place of what was written, so that two writings of one thing do not differ."""
    read = read_rows(spec, rows)
    return [RawRow({cell.name: cell.words for cell in row.cells}, row.source, row.note) for row in read]


def findings(spec: TableSpec, rows: Sequence[RawRow]) -> Findings:
    """What is wrong with these rows; overlaps and gaps once every cell can be read."""
    table, problems = read_table(spec, rows)
    if problems:
        return Findings(tuple(problems), None)
    found = coverage(table)
    return Findings(tuple(found.problems(spec.hit)), found)


def _asked(column: Condition, row: RawRow) -> ReadCell:
    text = row.cell(column.name)
    try:
        test = read_test(text, column)
    except CellWrong as wrong:
        return ReadCell(column.name, column.label, text, text, str(wrong))
    return ReadCell(column.name, column.label, text, short(test, column), kind="any" if test is ANYTHING else "")


def _given(column: OutcomeColumn, row: RawRow) -> ReadCell:
    text, kind = row.cell(column.name), "number" if column.type in NUMERIC else ""
    try:
        value = outcome(text, column)
    except CellWrong as wrong:
        return ReadCell(column.name, column.label, text, text, str(wrong), kind, is_outcome=True)
    words = "—" if value is None else say(value, column)
    return ReadCell(column.name, column.label, text, words, kind=kind, is_outcome=True)
