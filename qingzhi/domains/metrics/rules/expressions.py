"""What a formula says, once it is understood: parts that are counted, and by what they can be broken down."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

THIS = "this"  # the table that is counted, where joins are named
MEASURES = ("count", "distinct", "sum", "median_days")
VERBS = ("is", "is_not", "in", "not_in", "at_least", "at_most", "known", "unknown")
BARE = ("known", "unknown")
LISTS = ("in", "not_in")
DAYS = ("date", "moment")
NUMBERS = ("number", "amount")
WHOLE = ""  # the slice of a figure that is not broken down
UNTOLD = "-"  # the slice of the records of which the registers do not say in which they lie

Catalogue = Mapping[str, Mapping[str, str]]  # table → column → text, number, amount, date, moment, truth


@dataclass(frozen=True)
class Join:
    """Another table under a name: its column `there` equals `here` of what was named before."""

    name: str
    table: str
    here: str
    there: str


@dataclass(frozen=True)
class Condition:
    """A column (`name.column` in a joined table), a verb, and with what it is compared."""

    column: str
    verb: str
    value: Any = None


@dataclass(frozen=True)
class Dimension:
    """By what records are told apart 「分组」: the values of a column, of the counted table, of its joins or of joins of its own.

    A record without such a row counts as not told; one with several counts in each. `where` speaks of the dimension's own
    tables alone. `first` takes so many leading characters, `labels` says who knows what the values are called.
    """

    name: str
    column: str
    title: str = ""
    joins: tuple[Join, ...] = ()
    where: tuple[Condition, ...] = ()
    first: int = 0
    labels: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it reads."""
        found = [self.column, *(one.column for one in self.where), *(one.here for one in self.joins)]
        return tuple(dict.fromkeys([*found, *(f"{one.name}.{one.there}" for one in self.joins)]))


@dataclass(frozen=True)
class Part:
    """What is counted. `begins` alone: everything up to the day; `day`: what happened in the period.

    `column` is what is summed, told apart, or the first day of a length of which `until` is the last; `divide` brings a sum
    into the indicator's unit; `records` is the table whose records the told-apart values are.
    """

    measure: str
    table: str
    joins: tuple[Join, ...]
    where: tuple[Condition, ...]
    day: str
    begins: str
    ends: str
    region: str
    column: str = ""
    until: str = ""
    divide: int = 1
    records: str = ""
    by: tuple[Dimension, ...] = ()

    @property
    def is_flow(self) -> bool:
        """Whether it counts what happened in a period (not what holds on its last day)."""
        return bool(self.day)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it reads."""
        named = (self.day, self.begins, self.ends, self.region, self.column, self.until)
        found = [one for one in (*named, *(one.column for one in self.where)) if one]
        return tuple(dict.fromkeys([*found, *(one.here for one in self.joins), *(f"{one.name}.{one.there}" for one in self.joins)]))  # fmt: skip

    def dimension(self, name: str) -> Dimension:
        """The dimension of that name."""
        return next(one for one in self.by if one.name == name)

    def widened(self, dimension: Dimension) -> "Part":
        """The part with the dimension's joins among its own, to resolve the dimension's columns."""
        return replace(self, joins=(*self.joins, *dimension.joins))

    def table_named(self, name: str) -> str:
        """The table that a name stands for."""
        return self.table if name == THIS else next(one.table for one in self.joins if one.name == name)

    def place(self, column: str) -> tuple[str, str]:
        """(table, column) of a column as the spec writes it."""
        name, plain = split(column)
        return self.table_named(name), plain


@dataclass(frozen=True)
class Expression:
    """A part alone, `part` of `whole`, or `part` for so much of another `indicator`; the quotient `times` so much."""

    part: Part
    whole: Part | None = None
    indicator: str = ""
    times: int = 1

    @property
    def is_ratio(self) -> bool:
        return self.whole is not None or bool(self.indicator)

    @property
    def is_flow(self) -> bool:
        return self.part.is_flow

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """By what the figure can be broken down: what its part declares and, of a share, its whole too."""
        known = {one.name for one in self.whole.by} if self.whole is not None else None
        return tuple(one for one in self.part.by if known is None or one.name in known)


def split(column: str) -> tuple[str, str]:
    """「patent.type」 as (patent, type); a bare column is the counted table's."""
    name, dot, plain = column.partition(".")
    return (name, plain) if dot else (THIS, name)
