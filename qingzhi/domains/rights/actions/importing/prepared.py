"""A chunk of rows after validation, by columns: lists of equal length, one place for each row that holds.

What a row has several of (spans, holders, classes) lies flat in columns of its own, with the place of its row: so it goes
to another process and into the tables without a thought for each row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from operator import itemgetter
from typing import Any

from qingzhi.engine.imports.kinds import Fault

Day = str | None  # ISO text


@dataclass
class Flat:
    """Things of which a row has any number: the place of the row that each belongs to, and their columns."""

    of: list[int] = field(default_factory=list)
    columns: list[list[Any]] = field(default_factory=list)

    @classmethod
    def of_rows(cls, rows: Sequence[Iterable[tuple[Any, ...]]]) -> "Flat":
        """Lay the tuples of each row flat."""
        places = [place for place, things in enumerate(rows) for _ in things]
        columns = [list(column) for column in zip(*[thing for things in rows for thing in things], strict=True)]
        return cls(places, columns)

    def in_order(self) -> "Flat":
        """The same in the order of their values: an index of them is then written page by page, not back and forth."""
        order = sorted(zip(*self.columns, self.of, strict=True))
        columns = [list(column) for column in zip(*order, strict=True)]
        return Flat(columns.pop(), columns) if columns else self

    def by_row(self, count: int) -> list[list[tuple[Any, ...]]]:
        """The tuples of each of so many rows."""
        found: list[list[tuple[Any, ...]]] = [[] for _ in range(count)]
        for place, thing in zip(self.of, zip(*self.columns, strict=True), strict=True):
            found[place].append(thing)
        return found

    def only(self, new_places: dict[int, int]) -> "Flat":
        """What belongs to some rows, by their new places."""
        kept = [position for position, place in enumerate(self.of) if place in new_places]
        return Flat(
            [new_places[self.of[position]] for position in kept],
            [[column[position] for position in kept] for column in self.columns],
        )


@dataclass
class Prepared:
    """Columns of what all kinds share; `own` are the columns of the kind's table, in the order of its shape."""

    lines: list[int] = field(default_factory=list)
    number: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    check: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    applied: list[Day] = field(default_factory=list)
    published: list[Day] = field(default_factory=list)
    registered: list[Day] = field(default_factory=list)
    expires: list[Day] = field(default_factory=list)
    status: list[str | None] = field(default_factory=list)
    status_on: list[Day] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    holder_text: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    region: list[str] = field(default_factory=list)
    now: list[str] = field(default_factory=list)  # the status of a new right, and since when
    since: list[Day] = field(default_factory=list)
    public: list[bool] = field(default_factory=list)
    links: list[tuple[Any, ...]] = field(default_factory=list)
    users: list[tuple[str, ...]] = field(default_factory=list)
    digest: list[bytes] = field(default_factory=list)
    own: list[list[Any]] = field(default_factory=list)
    holders: Flat = field(default_factory=Flat)  # name, region, address, position
    spans: Flat = field(default_factory=Flat)  # status, begin, end, basis: of a new right
    classes: Flat = field(default_factory=Flat)  # scheme, symbol, position
    faults: list[Fault] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lines)

    def names(self) -> list[list[str]]:
        """The holders' names of each row."""
        return [[holder[0] for holder in holders] for holders in self.holders.by_row(len(self))]

    def symbols(self) -> list[list[tuple[str, str]]]:
        """Scheme and symbol of each class of each row, in their order within the row."""
        rows = self.classes.by_row(len(self))
        return [[(one[0], one[1]) for one in sorted(classes, key=itemgetter(2))] for classes in rows]

    def only(self, places: Sequence[int]) -> "Prepared":
        """The rows at these places, which ascend."""
        if len(places) == len(self.lines):
            return self
        made, new_places = Prepared(faults=self.faults), {place: new for new, place in enumerate(places)}
        for one in fields(self):
            column = getattr(self, one.name)
            if isinstance(column, Flat):
                setattr(made, one.name, column.only(new_places))
            elif one.name == "own":
                made.own = [[part[place] for place in places] for part in column]
            elif one.name != "faults" and column:
                setattr(made, one.name, [column[place] for place in places])
        return made


def classes_flat(classes: Sequence[Sequence[tuple[str, str]]]) -> Flat:
    """Classes of each row, numbered."""
    return Flat.of_rows([[(*one, position) for position, one in enumerate(found)] for found in classes])
