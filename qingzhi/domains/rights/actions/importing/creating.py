"""Writing new rights: whole columns go to the tables as they stand, no record is built one by one."""

from collections.abc import Sequence
from itertools import chain, repeat
from typing import Any

from qingzhi.domains.parties.actions import HolderBook
from qingzhi.engine.imports.bulk import insert_stored, reserve_ids
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.search.actions import reindex

from ...models import GiUser, Holding, Right, RightClass, RightLink, StatusSpan
from ...rules.rows_history import Span
from ...terms import HoldingRole, LinkKind, RightKind, RightStatus
from .lookup import runs
from .prepared import Prepared
from .taking import Taking

RIGHT_COLUMNS = (
    "id", "kind", "number", "number_shown", "number_check", "title", "applied_on", "registered_on", "expires_on",
    "status", "status_on", "holder_text", "region_code", "is_public", "data_as_of", "digest", "batch_id",
    "created_batch_id",
)  # fmt: skip
SPAN_COLUMNS = ("right_id", "status", "valid_from", "valid_to", "basis", "batch_id")
HOLDING_COLUMNS = ("right_id", "party_id", "role", "position", "name_written", "valid_from", "valid_to", "batch_id")
CLASS_COLUMNS = ("right_id", "scheme", "symbol", "position")
LINK_COLUMNS = ("right_id", "other_country", "other_number", "other_on", "kind")
USER_COLUMNS = ("right_id", "party_id", "name_written")
HOLDER, PRIORITY = HoldingRole.HOLDER.value, LinkKind.PRIORITY.value
PATENT = RightKind.PATENT.value
HIDDEN = frozenset({RightStatus.PENDING.value, RightStatus.WITHDRAWN.value, RightStatus.REJECTED.value})
PERSON_AT_MOST = 4  # characters of a name that may be a person's


def create(taking: Taking, batch: Batch, book: HolderBook, made: Prepared) -> list[int]:
    """Write new rights with their histories, holders and classes; returns their ids."""
    count, kind, as_of = len(made), taking.kind.value, taking.as_of
    ids = list(reserve_ids(Right, count))
    last = [spans[-1] for spans in made.history]
    public = repeat(True) if kind != PATENT else map(is_public, last, made.published, made.registered)
    insert_stored(
        Right, RIGHT_COLUMNS,
        zip(
            ids, repeat(kind), made.number, made.shown, made.check, made.title, made.applied, made.registered,
            made.expires, [span[0] for span in last], [span[1] for span in last], made.holder_text, made.region,
            public, repeat(as_of), made.digest, repeat(batch.pk), repeat(batch.pk),
        ),
    )  # fmt: skip
    insert_stored(taking.model, ("right_id", *taking.own_columns), zip(ids, *_defaulted(taking, made), strict=True))
    insert_stored(StatusSpan, SPAN_COLUMNS, span_rows(ids, made.history, batch.pk))
    insert_stored(Holding, HOLDING_COLUMNS, _holdings(ids, made, book, batch.pk))
    insert_stored(RightClass, CLASS_COLUMNS, class_rows(ids, made.classes))
    if made.links:
        insert_stored(RightLink, LINK_COLUMNS, link_rows(ids, made.links))
    if any(made.users):
        insert_stored(GiUser, USER_COLUMNS, user_rows(ids, made.users, book))
    for first, final in runs(ids):
        reindex(kind, first, final)
    return ids


def is_public(now: Span, published: str | None, registered: str | None) -> bool:
    """Whether a patent may be shown to everybody: an application is confidential until it is published (专利法 第三十四条)."""
    return bool(published or registered) or now.status not in HIDDEN


def refs(names: tuple[str, ...], region: str, address: str) -> list[tuple[str, str, str]]:
    """Co-holders as the book of holders asks for them: the place is the first one's; a person keeps the address."""
    found = [(names[0], region, address)]
    found.extend((name, "", address if len(name) <= PERSON_AT_MOST else "") for name in names[1:])
    return found


def resolved(book: HolderBook, made: Prepared) -> list[list[int]]:
    """The parties of every row's holders, in their order."""
    asked = [
        [(names[0], region, address)] if len(names) == 1 else refs(names, region, address) if names else []
        for names, region, address in zip(made.holders, made.region, made.address, strict=True)
    ]
    found = iter(book.resolve(list(chain.from_iterable(asked))))
    return [[next(found) for _ in one] for one in asked]


def span_rows(ids: Sequence[int], histories: Sequence[Sequence[Span]], batch_id: int) -> list[tuple[Any, ...]]:
    return [
        (right_id, status, begin, end, basis, batch_id)
        for right_id, spans in zip(ids, histories, strict=True)
        for status, begin, end, basis in spans
    ]


def class_rows(ids: Sequence[int], classes: Sequence[tuple[tuple[str, str], ...]]) -> list[tuple[Any, ...]]:
    return [
        (right_id, scheme, symbol, position)
        for right_id, found in zip(ids, classes, strict=False)
        for position, (scheme, symbol) in enumerate(found)
    ]


def link_rows(ids: Sequence[int], links: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [(right_id, *link, PRIORITY) for right_id, found in zip(ids, links, strict=True) for link in found]


def user_rows(ids: Sequence[int], users: Sequence[tuple[str, ...]], book: HolderBook) -> list[tuple[Any, ...]]:
    flat = [(right_id, name) for right_id, names in zip(ids, users, strict=True) for name in names]
    parties = book.resolve([(name, "", "") for _, name in flat])
    return [(right_id, party, name) for (right_id, name), party in zip(flat, parties, strict=True)]


def _holdings(ids: Sequence[int], made: Prepared, book: HolderBook, batch_id: int) -> list[tuple[Any, ...]]:
    begins = [applied or registered for applied, registered in zip(made.applied, made.registered, strict=True)]
    return [
        (right_id, party, HOLDER, position, name, begin, None, batch_id)
        for right_id, parties, names, begin in zip(ids, resolved(book, made), made.holders, begins, strict=True)
        for position, (party, name) in enumerate(zip(parties, names, strict=True))
    ]


def _defaulted(taking: Taking, made: Prepared) -> list[list[Any]]:
    """The kind's own columns, with the default where a new right's row says nothing."""
    columns = list(made.own)
    for place, name in enumerate(taking.own_columns):
        if name in taking.defaults:
            default = taking.defaults[name]
            columns[place] = [default if value is None or value == "" else value for value in columns[place]]
    return columns
