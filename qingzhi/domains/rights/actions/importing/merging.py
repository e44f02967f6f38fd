"""What a newer row changes of a right that stands. An empty cell says nothing: it never erases what is known."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ...rules.rows_history import Says, Span, woven
from ...terms import NumberCheck
from .creating import HOLDER, PRIORITY
from .prepared import Prepared
from .standing import Rows, Standing
from .taking import Taking
from .taking_marks import together

VERIFIED = NumberCheck.VERIFIED.value
BOOKKEEPING = ("data_as_of", "digest", "batch_id")


@dataclass
class Merged:
    """The new values of one right: fields that change, and whole new tables of rows where a history changes.

    Rows that stay keep their ids; new ones have None there.
    """

    standing: Standing
    right: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, Rows] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether anything changes but the book-keeping."""
        return bool(self.own or self.tables or set(self.right) - set(BOOKKEEPING))

    @property
    def says_nothing_new(self) -> bool:
        """Whether the row is the very one that stands, of data of the same day."""
        old = self.standing.right
        same = all(self.right[name] == old[name] for name in ("data_as_of", "digest") if name in self.right)
        return same and not self.changes


class More(NamedTuple):
    """What a row has several of: its holders' names and parties, its classes."""

    names: list[str]
    parties: list[int]
    symbols: list[tuple[str, str]]


def merge(taking: Taking, standing: Standing, made: Prepared, place: int, more: More, batch_id: int) -> Merged:
    """What one row changes."""
    merged = Merged(standing)
    _fields(merged, made, place)
    _own(merged, taking, made, place)
    _status(merged, taking, made, place, batch_id)
    if more.parties:
        _holders(merged, taking.as_of, more.parties, more.names, batch_id)
    if more.symbols:
        _classes(merged, more.symbols, taking.gathers_classes)
    if made.links and made.links[place]:
        _links(merged, made.links[place])
    merged.right |= {"data_as_of": taking.as_of, "digest": made.digest[place].hex(), "batch_id": batch_id}
    return merged


def add_classes(taking: Taking, standing: Standing, made: Prepared, place: int, more: More, batch_id: int) -> Merged:
    """What a lesser row of the same mark in the same file adds: its classes and their goods."""
    merged = Merged(standing)
    _classes(merged, more.symbols, gathers=True)
    old, new = standing.own["goods"], made.own[taking.own_columns.index("goods")][place]
    if new and (goods := together(old, new)) != old:
        merged.own["goods"] = goods
    if merged.changes:
        merged.right["batch_id"] = batch_id
    return merged


def _fields(merged: Merged, made: Prepared, place: int) -> None:
    old = merged.standing.right
    new = {
        "title": made.title[place],
        "applied_on": made.applied[place],
        "registered_on": made.registered[place],
        "expires_on": made.expires[place],
        "holder_text": made.holder_text[place],
        "region_code": made.region[place],
    }
    if made.check[place] == VERIFIED or old["number_check"] != VERIFIED:
        new |= {"number_shown": made.shown[place], "number_check": made.check[place]}
    merged.right = {name: value for name, value in new.items() if value and value != old[name]}


def _own(merged: Merged, taking: Taking, made: Prepared, place: int) -> None:
    old = merged.standing.own
    for name, column in zip(taking.own_columns, made.own, strict=True):
        value = column[place]
        if value is None or value == "" or value == old[name]:
            continue
        if name == "goods" and old[name]:
            value = together(old[name], value)
            if value == old[name]:
                continue
        merged.own[name] = value


def _status(merged: Merged, taking: Taking, made: Prepared, place: int, batch_id: int) -> None:
    old, known = merged.standing.right, merged.standing.spans
    published = made.published[place] or merged.standing.own.get("published_on")
    says = Says(
        made.applied[place] or old["applied_on"], published, made.registered[place] or old["registered_on"],
        made.expires[place] or old["expires_on"], made.status[place], made.status_on[place], made.word[place],
    )  # fmt: skip
    told = says.status is not None or "registered_on" in merged.right or not known
    spans = woven(known, says, taking.as_of) if told else known
    if spans != known:
        rows = merged.standing.tables["statuses"]
        merged.tables["statuses"] = [_span_row(merged.standing.id, span, rows, batch_id) for span in spans]
        now = spans[-1]
        if (now.status, now.begin) != (old["status"], old["status_on"]):
            merged.right |= {"status": now.status, "status_on": now.begin}
    if made.public[place] and not old["is_public"]:
        merged.right["is_public"] = True


def _span_row(right_id: int, span: Span, rows: Rows, batch_id: int) -> tuple[Any, ...]:
    """The row of a span: the one that stands, with its end moved, or a new one."""
    for row in rows:
        if (row[2], row[3], row[5]) == (span.status, span.begin, span.basis):
            return (*row[:4], span.end, *row[5:])
    return (None, right_id, span.status, span.begin, span.end, span.basis, batch_id)


def _holders(merged: Merged, as_of: str, parties: list[int], names: list[str], batch_id: int) -> None:
    """Other holders, or in another order: what is open is closed on the day of the data, what is new opens then."""
    standing = merged.standing
    now = standing.open_holdings
    if [row[2] for row in now] == parties:
        return
    closing = {row[0] for row in now}
    kept = [
        (*row[:7], as_of, row[8]) if row[0] in closing else row
        for row in standing.tables["holdings"]
        if not (row[0] in closing and (row[6] or "") >= as_of)
    ]
    begin = as_of if now else standing.right["applied_on"] or standing.right["registered_on"] or as_of
    fresh = [
        (None, standing.id, party, HOLDER, position, name, begin, None, batch_id)
        for position, (party, name) in enumerate(zip(parties, names, strict=True))
    ]
    merged.tables["holdings"] = [*kept, *fresh]


def _classes(merged: Merged, classes: list[tuple[str, str]], gathers: bool) -> None:
    old = [(row[2], row[3]) for row in merged.standing.tables["classes"]]
    new = list(classes)
    if gathers:
        new = sorted({*old, *new}, key=lambda one: (one[0], int(one[1])))
    else:
        new += [one for one in old if one[0] not in {scheme for scheme, _ in new}]  # other schemes stay
    if new != old:
        right_id = merged.standing.id
        merged.tables["classes"] = [(None, right_id, *one, position) for position, one in enumerate(new)]


def _links(merged: Merged, links: tuple[Any, ...]) -> None:
    old = [(row[3], row[4], row[5]) for row in merged.standing.priorities]
    if old != list(links):
        others = [row for row in merged.standing.tables["links"] if row[6] != PRIORITY]
        fresh = [(None, merged.standing.id, None, *link, PRIORITY) for link in links]
        merged.tables["links"] = [*others, *fresh]
