"""What a table answers: which rows fired, what comes out, and why; where none fired, how near the others came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from .literals import say
from .table import Row, Table
from .unary import ANYTHING

MOST_NEAR = 3


class SeveralRowsFired(ValueError):
    """More than one row of a unique table fired; the text names them."""


@dataclass(frozen=True)
class VersionFacts:
    """Which version answered."""

    id: int | None = None
    number: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    status_label: str = ""

    def __str__(self) -> str:
        since = f"{self.valid_from} 起施行" if self.valid_from else "长期有效"
        unsure = f"（{self.status_label}）" if self.status_label and self.status_label not in self.source else ""
        return f"第 {self.number} 版，{since}，依据：{self.source}{unsure}"


@dataclass(frozen=True)
class FiredRow:
    """A row that fired: its place, its source, what it gives, what it asked in words."""

    position: int
    source: str
    outcome: Mapping[str, Any]
    conditions: tuple[str, ...]


@dataclass(frozen=True)
class NearMiss:
    """A row that did not fire: each condition that failed as (label, asked, given)."""

    position: int
    source: str
    failed: tuple[tuple[str, str, str], ...]

    def __str__(self) -> str:
        why = "；".join(f"“{label}”须{asked}，实际为“{given}”" for label, asked, given in self.failed)
        return f"第 {self.position} 行未满足：{why}"


@dataclass(frozen=True)
class Verdict:
    """The answer of a table. True in a condition when at least one row fired.

    `outcome` maps names to values: of the row that fired; where rows are collected, to a list, sum or maximum. When nothing
    fired it is empty (collected: empty list, zero, None).
    """

    table: Table = field(repr=False)
    facts: Mapping[str, Any]
    fired: int = field(repr=False)
    outcome: Mapping[str, Any]
    version: VersionFacts = VersionFacts()

    def __bool__(self) -> bool:
        return self.fired != 0

    @property
    def decided(self) -> bool:
        """Whether a row fired."""
        return self.fired != 0

    @property
    def version_id(self) -> int | None:
        """The version that answered, to be kept with what was decided."""
        return self.version.id

    @cached_property
    def rows(self) -> tuple[FiredRow, ...]:
        """The rows that fired and count, each with its source."""
        return tuple(self._fired_row(row) for row in self._chosen)

    @cached_property
    def near(self) -> tuple[NearMiss, ...]:
        """The rows that came nearest without firing: those with the fewest failed conditions, in order."""
        counted = [(len(failed), row, failed) for row, failed in self._failures() if failed]
        least = min((count for count, _, _ in counted), default=0)
        return tuple(self._miss(row, failed) for count, row, failed in counted if count == least)[:MOST_NEAR]

    @cached_property
    def misses(self) -> tuple[NearMiss, ...]:
        """Every row that did not fire, in order, with what failed."""
        return tuple(self._miss(row, failed) for row, failed in self._failures() if failed)

    @cached_property
    def explained(self) -> list[str]:
        """The whole in Chinese: the table and its version, the rows with their sources, what comes out or what was missing."""
        spec = self.table.spec
        lines = [f"决策表“{spec.title}”{self.version}。"]
        for row in self.rows:
            source = f"来源：{row.source}。" if row.source else ""
            lines.append(f"第 {row.position} 行符合：{'；'.join(row.conditions) or '条件不限'}。{source}")
        if self.rows:
            return [*lines, f"得出：{'；'.join(self.worded)}。"]
        lines.append("没有一行符合。")
        return [*lines, *(f"最接近的是{near}。" for near in self.near)]

    @cached_property
    def worded(self) -> list[str]:
        """What comes out, in words."""
        spec = self.table.spec
        given = [(one, self.outcome.get(one.name)) for one in spec.outcomes]
        return [f"{one.label} {say(value, one)}" for one, value in given if value is not None and value != []]

    @property
    def _chosen(self) -> list[Row]:
        rows = [row for bit, row in enumerate(self.table.rows) if self.fired >> bit & 1]
        return rows[:1] if self.table.spec.hit == "first" else rows

    def _fired_row(self, row: Row) -> FiredRow:
        spec = self.table.spec
        asked = tuple(
            f"{column.label}{test.words(column).rstrip()}"
            for column, test in zip(spec.conditions, row.tests, strict=True)
            if test is not ANYTHING
        )
        given = {column.name: value for column, value in zip(spec.outcomes, row.outcome, strict=True)}
        return FiredRow(row.position, row.source, given, asked)

    def _failures(self) -> list[tuple[Row, list[int]]]:
        failing: list[list[int]] = [[] for _ in self.table.rows]
        for place, (column, tests) in enumerate(zip(self.table.spec.conditions, self.table.columns, strict=True)):
            mask = self.table.all_rows & ~_holding(tests, self.facts[column.name])
            while mask:
                lowest = mask & -mask
                failing[lowest.bit_length() - 1].append(place)
                mask ^= lowest
        return list(zip(self.table.rows, failing, strict=True))

    def _miss(self, row: Row, failed: list[int]) -> NearMiss:
        conditions = self.table.spec.conditions
        said = tuple(
            (
                conditions[n].label,
                row.tests[n].words(conditions[n]).strip(),
                say(self.facts[conditions[n].name], conditions[n]),
            )
            for n in failed
        )
        return NearMiss(row.position, row.source, said)


def decide_by(table: Table, facts: Mapping[str, Any], version: VersionFacts = VersionFacts()) -> Verdict:
    """Ask a table; `facts` as `facts.read_facts` gives them. Raises `SeveralRowsFired`."""
    fired = table.all_rows
    for column, tests in zip(table.spec.conditions, table.columns, strict=True):
        fired &= _holding(tests, facts[column.name])
        if not fired:
            break
    return Verdict(table, facts, fired, _combined(table, fired), version)


def _holding(tests: tuple[tuple[Any, int], ...], value: Any) -> int:
    """The mask of the rows whose test a value satisfies."""
    mask = 0
    for test, rows in tests:
        if test.holds(value):
            mask |= rows
    return mask


def _combined(table: Table, fired: int) -> dict[str, Any]:
    spec = table.spec
    if spec.hit == "collect":
        rows = [row for bit, row in enumerate(table.rows) if fired >> bit & 1]
        return {
            column.name: _collected(spec.collecting(column), [row.outcome[place] for row in rows])
            for place, column in enumerate(spec.outcomes)
        }
    if not fired:
        return {}
    if spec.hit == "unique" and fired & (fired - 1):
        places = "、".join(str(row.position) for bit, row in enumerate(table.rows) if fired >> bit & 1)
        raise SeveralRowsFired(f"决策表“{spec.title}”的第 {places} 行同时符合，而它只能有一行符合，请先修订决策表")
    row = table.rows[(fired & -fired).bit_length() - 1]
    return {column.name: value for column, value in zip(spec.outcomes, row.outcome, strict=True)}


def _collected(how: str, values: list[Any]) -> Any:
    known = [value for value in values if value is not None]
    if how == "sum":
        return sum(known, Decimal(0))
    return max(known, default=None) if how == "max" else known
