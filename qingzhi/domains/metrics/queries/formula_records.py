"""The records behind a figure, as far as the reader may see them: what he may not is counted and said."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, overload

from qingzhi.base.permits import Actor
from qingzhi.engine.lake.reading import Snapshot
from qingzhi.engine.lake.records import RecordSource, source_of

from ..rules.formula import WHOLE, Part
from ..rules.periods import Period
from .catalogue import records_table
from .counting import records_of

CHUNK = 30_000  # keys in one question to the database


@dataclass
class Entry:
    """One record of the list: its key, what it adds to the figure where something is added or measured, how it is shown."""

    key: int
    value: Decimal | None = None
    name: str = ""
    about: str = ""
    region: str = ""
    day: Any = None
    url: str = ""


class Entries(Sequence[Entry]):
    """The records of a list in their order, each made when it is looked at: a province's year has hundreds of thousands."""

    def __init__(self, keys: Sequence[int] = (), values: Sequence[Decimal | None] = ()):
        self._keys, self._values = keys, values

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> Entry: ...

    @overload
    def __getitem__(self, at: slice) -> list[Entry]: ...

    def __getitem__(self, at: int | slice) -> Entry | list[Entry]:
        if isinstance(at, slice):
            return [Entry(*one) for one in zip(self._keys[at], self._values[at], strict=True)]
        return Entry(self._keys[at], self._values[at])


@dataclass(frozen=True)
class Behind:
    """What stands behind a figure: `total` records, of which the reader sees `entries`."""

    source: RecordSource
    total: int
    entries: Sequence[Entry] = ()

    @property
    def unseen(self) -> int:
        """How many the reader may not see."""
        return self.total - len(self.entries)


def behind(
    actor: Actor, lake: Snapshot, part: Part, region: str, period: Period, by: str = "", slice: str = WHOLE
) -> Behind:
    """The records behind a figure or a slice of it, the newest first; names are read a page at a time (`shown`)."""
    source = source_of(records_table(part))
    rows = lake.read(records_of(lake, part, region, period, by, slice))
    keys, values = rows["key"].to_pylist(), [_amount(one, part) for one in rows["value"].to_pylist()]
    seen = seen_of(actor, source, keys)
    if seen is None:
        return Behind(source, len(keys), Entries(keys, values))
    kept = [place for place, key in enumerate(keys) if key in seen]
    return Behind(source, len(keys), Entries([keys[one] for one in kept], [values[one] for one in kept]))


def shown(actor: Actor, source: RecordSource, entries: Sequence[Entry]) -> list[Entry]:
    """Entries with their names and addresses, in one query."""
    named = list(entries)
    found = source.visible(actor).in_bulk([one.key for one in named])
    for one in named:
        record = found.get(one.key)
        if record is None:
            one.name = "（已不在登记簿中）"
            continue
        told = source.shown(record)
        one.name, one.about, one.region, one.day = told.name, told.about, told.region_code, told.day
        one.url = source.address(actor, record)
    return named


def seen_of(actor: Actor, source: RecordSource, keys: Sequence[int]) -> set[int] | None:
    """Which of these the actor may see; None for all of them."""
    visible = source.visible(actor)
    if not visible.query.where:
        return None
    seen: set[int] = set()
    for start in range(0, len(keys), CHUNK):
        seen.update(visible.filter(pk__in=keys[start : start + CHUNK]).values_list("pk", flat=True))
    return seen


def _amount(value: Any, part: Part) -> Decimal | None:
    return None if value is None else Decimal(value) / part.divide
