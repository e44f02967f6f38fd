"""A chunk of rows after validation, by columns: lists of equal length, one place for each row that holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from qingzhi.engine.imports.kinds import Fault

from ...rules.rows_history import Span

Day = str | None  # ISO text


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
    holders: list[tuple[str, ...]] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    region: list[str] = field(default_factory=list)
    classes: list[tuple[tuple[str, str], ...]] = field(default_factory=list)
    links: list[tuple[Any, ...]] = field(default_factory=list)
    users: list[tuple[str, ...]] = field(default_factory=list)
    history: list[list[Span]] = field(default_factory=list)  # of a new right
    digest: list[bytes] = field(default_factory=list)
    own: list[list[Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lines)

    def only(self, places: Sequence[int]) -> "Prepared":
        """The rows at these places."""
        if len(places) == len(self.lines):
            return self
        made = Prepared(faults=self.faults)
        for one in fields(self):
            column = getattr(self, one.name)
            if one.name == "own":
                made.own = [[part[place] for place in places] for part in column]
            elif one.name != "faults" and column:
                setattr(made, one.name, [column[place] for place in places])
        return made
