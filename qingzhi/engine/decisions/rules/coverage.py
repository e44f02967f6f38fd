"""What a table leaves out or says twice: overlapping rows, gaps, rows that are never reached.

Each column is cut into finitely many pieces in which no test changes its truth; one sample stands for each piece. What a row
says of a column is then a set of pieces, and the three questions become questions about sets.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

from .spec import Condition
from .table import Problem, Table
from .unary import Between, Compare, Empty, Prefix, Test, bounds, leaves

MOST_STEPS = 400_000  # pieces looked at; a fraction of a second
MOST_GAPS = 12
MOST_WORDS = 6
_LATER = "\uffff"  # sorts behind every letter: stands for «anything else»


@dataclass(frozen=True)
class Atom:
    """A smallest part of a column: a sample of it, its words, and for numbers and days its ends (None: no end)."""

    sample: Any
    words: str
    ends: Between | None = None


@dataclass(frozen=True)
class Piece:
    """A part of a column in which the same rows hold: the places of its atoms, and those rows."""

    places: tuple[int, ...]
    rows: int


@dataclass(frozen=True)
class Gap:
    """Facts for which no row fires: the label and the words of each column that matters."""

    parts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "；".join(f"{label}{words}" for label, words in self.parts) or "任何情形"


@dataclass(frozen=True)
class Coverage:
    """What was found. `gaps` is None where there are too many cases to look through; `more_gaps` when not all are told."""

    overlaps: tuple[tuple[int, int], ...]
    gaps: tuple[Gap, ...] | None
    more_gaps: bool
    unreached: tuple[int, ...]

    def problems(self, hit: str) -> list[Problem]:
        """What must be mended before the table may be put in force."""
        if hit != "unique":
            return []
        return [
            Problem(second, "", "", f"与第 {first} 行重叠：同一情形会同时符合这两行，唯一命中的表不允许")
            for first, second in self.overlaps
        ]


def coverage(table: Table) -> Coverage:
    """What a table leaves out or says twice."""
    found = _Covering(table)
    gaps, more = found.gaps()
    overlaps = tuple(found.overlaps()) if table.spec.hit == "unique" else ()
    unreached = tuple(found.unreached()) if table.spec.hit == "first" else ()
    return Coverage(overlaps, gaps, more, unreached)


class _TooMany(Exception):
    pass


class _Covering:
    """The pieces of every column of one table."""

    def __init__(self, table: Table):
        self.table, self.steps = table, 0

    @cached_property
    def atoms(self) -> list[list[Atom]]:
        """The atoms of each condition."""
        pairs = zip(self.table.spec.conditions, self.table.columns, strict=True)
        return [atoms(column, [test for test, _ in tests]) for column, tests in pairs]

    @cached_property
    def columns(self) -> list[list[Piece]]:
        """For each condition its pieces."""
        found = []
        for own, tests in zip(self.atoms, self.table.columns, strict=True):
            held = [sum(mask for test, mask in tests if test.holds(atom.sample)) for atom in own]
            found.append(_pieces(enumerate(held)))
        return found

    def overlaps(self) -> Iterator[tuple[int, int]]:
        """Pairs of rows that can fire together, by their positions."""
        rows = self.table.rows
        meeting = [self._meeting(place) for place in range(len(self.columns))]
        for first in range(len(rows)):
            together = ~0
            for column in meeting:
                together &= column[first]
            for second in range(first + 1, len(rows)):
                if together >> second & 1:
                    yield rows[first].position, rows[second].position

    def _meeting(self, place: int) -> list[int]:
        """For each row the rows that it can meet in this column."""
        count = len(self.table.rows)
        if self.table.spec.conditions[place].many:
            return [self.table.all_rows] * count
        met = [0] * count
        for piece in self.columns[place]:
            for bit in range(count):
                if piece.rows >> bit & 1:
                    met[bit] |= piece.rows
        return met

    def gaps(self) -> tuple[tuple[Gap, ...] | None, bool]:
        """Some gaps, and whether there are more; None when it is too much to say."""
        self.steps = 0
        covered: set[tuple[int, int]] = set()
        found: list[Gap] = []
        try:
            for parts in self._gaps(0, self.table.all_rows, covered):
                found.append(self._gap(parts))
                if len(found) > MOST_GAPS:
                    break
        except _TooMany:
            return (tuple(found[:MOST_GAPS]), True) if found else (None, False)
        return tuple(found[:MOST_GAPS]), len(found) > MOST_GAPS

    def _gap(self, parts: tuple[tuple[int, ...] | None, ...]) -> Gap:
        named = zip(self.table.spec.conditions, self.atoms, parts, strict=False)
        return Gap(
            tuple((column.label, _words(column, own, places)) for column, own, places in named if places is not None)
        )

    def _gaps(
        self, place: int, rows: int, covered: set[tuple[int, int]]
    ) -> Iterator[tuple[tuple[int, ...] | None, ...]]:
        """The ways through the columns from `place` on along which none of `rows` stays."""
        if not rows:
            yield ()
            return
        if place == len(self.columns) or (place, rows) in covered:
            return
        self._step(self.columns[place])
        is_covered = True
        pieces = _pieces((n, piece.rows & rows) for piece in self.columns[place] for n in piece.places)
        for piece in pieces:
            named = tuple(sorted(piece.places)) if len(pieces) > 1 else None
            for rest in self._gaps(place + 1, piece.rows, covered):
                is_covered = False
                yield (named, *rest)
        if is_covered:
            covered.add((place, rows))

    def unreached(self) -> Iterator[int]:
        """Rows of a first-hit table that come never into play, by their positions."""
        self.steps = 0
        try:
            for bit, row in enumerate(self.table.rows):
                if not self._reached(0, (1 << bit + 1) - 1, 1 << bit, set()):
                    yield row.position
        except _TooMany:
            return

    def _reached(self, place: int, rows: int, own: int, closed: set[tuple[int, int]]) -> bool:
        """Whether `own` can stay while every other of `rows` drops out."""
        if rows == own:
            return all(any(piece.rows & own for piece in column) for column in self.columns[place:])
        if place == len(self.columns) or (place, rows) in closed:
            return False
        self._step(self.columns[place])
        for left in {piece.rows & rows for piece in self.columns[place] if piece.rows & own}:
            if self._reached(place + 1, left, own, closed):
                return True
        closed.add((place, rows))
        return False

    def _step(self, column: list[Piece]) -> None:
        self.steps += sum(len(piece.places) for piece in column)
        if self.steps > MOST_STEPS:
            raise _TooMany


def atoms(column: Condition, tests: list[Test]) -> list[Atom]:
    """The atoms of a column: no test tells two facts of one atom apart."""
    known = [leaf for test in tests for leaf in leaves(test)]
    if column.type == "yes_no":
        found = [Atom(True, "是"), Atom(False, "否")]
    elif column.type == "choice":
        found = [Atom(value, label) for value, label in column.options]
    elif column.type in ("text", "code-prefix"):
        found = _texts(known)
    else:
        found = _ordered(column, sorted({bound for test in tests for bound in bounds(test)}))
    return [*found, Atom(None, "空")] if any(isinstance(leaf, Empty) for leaf in known) else found


def _pieces(held: Iterable[tuple[int, int]]) -> list[Piece]:
    """Atoms, given as (place, rows), put together by their rows."""
    places: dict[int, list[int]] = {}
    for place, rows in held:
        places.setdefault(rows, []).append(place)
    return [Piece(tuple(own), rows) for rows, own in places.items()]


def _texts(known: list[Test]) -> list[Atom]:
    words = {leaf.value for leaf in known if isinstance(leaf, Compare)}
    beginnings = {leaf.text for leaf in known if isinstance(leaf, Prefix)}
    found = [Atom(word, f"“{word}”") for word in sorted(words | beginnings)]
    found += [Atom(f"{one}{_LATER}", f"以“{one}”开头的其他值") for one in sorted(beginnings)]
    return [*found, Atom(_LATER, "其他值" if found else "任何值")]


def _ordered(column: Condition, at: list[Any]) -> list[Atom]:
    """Below, at, between and above the bounds; days and whole numbers have nothing between neighbours."""
    if not at:
        return [Atom(date(2000, 1, 1) if column.type == "date" else Decimal(0), "任何值")]
    found = [Atom(_beside(at[0], -1), "", Between(None, at[0], high_closed=False))]
    for low, high in pairwise([*at, None]):
        found.append(Atom(low, "", Between(low, low)))
        middle = _beside(low, 1) if high is None else _between(column, low, high)
        if middle is not None:
            found.append(Atom(middle, "", Between(low, high, False, False)))
    return [atom for atom in found if atom.sample is not None]


def _words(column: Condition, own: list[Atom], places: Iterable[int]) -> str:
    """What some atoms of a column are called: neighbouring ranges as one, values as a list."""
    said: list[str] = []
    plain: list[str] = []
    run: list[Between] = []
    last = -2
    for place in places:
        ends = own[place].ends
        if ends is None:
            plain.append(own[place].words)
            continue
        if place != last + 1 and run:
            said.append(_run(column, run))
            run = []
        run.append(ends)
        last = place
    if run:
        said.append(_run(column, run))
    if plain:
        more = f"等 {len(plain)} 种情形" if len(plain) > MOST_WORDS else ""
        said.append(f"为{'、'.join(plain[:MOST_WORDS])}{more}")
    return "，或".join(said)


def _run(column: Condition, run: list[Between]) -> str:
    first, last = run[0], run[-1]
    if first.low is None and last.high is None:
        return "为任何值"
    if first.low is not None and first.low == last.high:
        return Compare("=", first.low).words(column).strip()
    return Between(first.low, last.high, first.low_closed, last.high_closed).words(column).strip()


def _beside(value: Any, step: int) -> Any:
    if not isinstance(value, date):
        return value + step
    try:
        return value + timedelta(days=step)
    except OverflowError:
        return None


def _between(column: Condition, low: Any, high: Any) -> Any:
    if isinstance(low, date):
        return low + timedelta(days=1) if (high - low).days > 1 else None
    if column.whole:
        return low + 1 if high - low > 1 else None
    return (low + high) / 2
