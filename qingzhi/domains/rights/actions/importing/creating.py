"""Writing new rights: whole columns go to the tables as they stand, no record is built one by one."""

from collections.abc import Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any

from qingzhi.domains.parties.actions import HolderBook
from qingzhi.engine.imports.bulk import insert_stored, reserve_ids
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.search.actions import reindex

from ...models import GiUser, Holding, Right, RightClass, RightLink, StatusSpan
from ...terms import HoldingRole, LinkKind
from .lookup import runs
from .prepared import Prepared
from .taking import Taking

RIGHT_COLUMNS = (
    "id", "kind", "number", "number_shown", "number_check", "title", "applied_on", "registered_on", "expires_on",
    "status", "status_on", "holder_text", "region_code", "is_public", "data_as_of", "digest", "batch_id",
    "created_batch_id",
)  # fmt: skip
SPAN_COLUMNS = ("right_id", "batch_id", "status", "valid_from", "valid_to", "basis")
HOLDING_COLUMNS = ("right_id", "party_id", "role", "position", "name_written", "valid_from", "valid_to", "batch_id")
CLASS_COLUMNS = ("right_id", "scheme", "symbol", "position")
LINK_COLUMNS = ("right_id", "other_country", "other_number", "other_on", "kind")
USER_COLUMNS = ("right_id", "party_id", "name_written")
HOLDER, PRIORITY = HoldingRole.HOLDER.value, LinkKind.PRIORITY.value


def create(taking: Taking, batch: Batch, book: HolderBook, made: Prepared) -> list[int]:
    """Write new rights with their histories, holders and classes; returns their ids."""
    kind, as_of, batch_id = taking.kind.value, taking.as_of, batch.pk
    ids = list(reserve_ids(Right, len(made)))
    id_at = ids.__getitem__
    insert_stored(
        Right, RIGHT_COLUMNS,
        zip(
            ids, repeat(kind), made.number, made.shown, made.check, made.title, made.applied, made.registered,
            made.expires, made.now, made.since, made.holder_text, made.region, made.public, repeat(as_of),
            made.digest, repeat(batch_id), repeat(batch_id),
        ),
    )  # fmt: skip
    insert_stored(taking.model, ("right_id", *taking.own_columns), zip(ids, *_defaulted(taking, made), strict=True))
    insert_stored(StatusSpan, SPAN_COLUMNS, zip(map(id_at, made.spans.of), repeat(batch_id), *made.spans.columns))
    insert_stored(Holding, HOLDING_COLUMNS, _holdings(ids, made, book, batch_id))
    insert_stored(RightClass, CLASS_COLUMNS, zip(map(id_at, made.classes.of), *made.classes.columns, strict=True))
    if made.links:
        insert_stored(RightLink, LINK_COLUMNS, _links(ids, made.links))
    if any(made.users):
        insert_stored(GiUser, USER_COLUMNS, _users(ids, made.users, book))
    for first, final in runs(ids):
        reindex(kind, first, final)
    return ids


def parties_of(book: HolderBook, made: Prepared) -> list[int]:
    """The party of each holder, in the order in which they lie flat."""
    return book.resolve(list(zip(*made.holders.columns[:3], strict=True))) if made.holders.of else []


def parties_by_row(made: Prepared, parties: Sequence[int]) -> list[list[int]]:
    """The parties of each row."""
    found: list[list[int]] = [[] for _ in range(len(made))]
    for place, party in zip(made.holders.of, parties, strict=True):
        found[place].append(party)
    return found


def _holdings(ids: Sequence[int], made: Prepared, book: HolderBook, batch_id: int) -> Any:
    if not made.holders.of:
        return ()
    begins = [applied or registered for applied, registered in zip(made.applied, made.registered, strict=True)]
    names, _, _, positions = made.holders.columns
    of = made.holders.of
    rows = zip(
        map(ids.__getitem__, of), parties_of(book, made), repeat(HOLDER), positions, names, map(begins.__getitem__, of),
        repeat(None), repeat(batch_id),
    )  # fmt: skip
    return sorted(rows, key=itemgetter(1, 0))  # the index by party is then written page by page


def _links(ids: Sequence[int], links: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [(right_id, *link, PRIORITY) for right_id, found in zip(ids, links, strict=True) for link in found]


def _users(ids: Sequence[int], users: Sequence[tuple[str, ...]], book: HolderBook) -> list[tuple[Any, ...]]:
    flat = [(right_id, name) for right_id, names in zip(ids, users, strict=True) for name in names]
    parties = book.resolve([(name, "", "") for _, name in flat])
    return [(right_id, party, name) for (right_id, name), party in zip(flat, parties, strict=True)]


def _defaulted(taking: Taking, made: Prepared) -> list[list[Any]]:
    """The kind's own columns, with the default where a new right's row says nothing."""
    columns = list(made.own)
    for place, name in enumerate(taking.own_columns):
        if name in taking.defaults:
            default = taking.defaults[name]
            columns[place] = [default if value is None or value == "" else value for value in columns[place]]
    return columns
