"""Writing what newer rows change, keeping every old value."""

from collections.abc import Sequence
from typing import Any

from qingzhi.domains.parties.actions import HolderBook
from qingzhi.engine.imports.actions.keeping import keep_old
from qingzhi.engine.imports.bulk import insert_stored, update_rows
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.search.actions import reindex

from ...models import Right
from ...terms import RightStatus
from .creating import parties_by_row, parties_of
from .lookup import runs
from .merging import Merged, More, add_classes, merge
from .prepared import Prepared
from .standing import RIGHT_FIELDS, TABLES, Rows, standing
from .taking import Taking

HISTORIES = "rights.histories"  # the kept rows of a right's histories; no table of its own
WORDS = {"statuses": "法律状态", "holdings": "权利人", "classes": "分类号", "links": "优先权", "users": "使用人"}


def merged_rows(
    taking: Taking,
    made: Prepared,
    ids: Sequence[int],
    parties: Sequence[list[int]],
    batch_id: int,
    classes_only: bool = False,
) -> list[Merged]:
    """What each row changes of the right with the id at the same place."""
    known = standing(ids, taking.model, taking.own_columns)
    each = add_classes if classes_only else merge
    more = map(More, made.names(), parties, made.symbols())
    return [
        each(taking, known[right_id], made, place, one, batch_id)
        for place, (right_id, one) in enumerate(zip(ids, more, strict=True))
    ]


def update(
    taking: Taking, batch: Batch, book: HolderBook, made: Prepared, ids: Sequence[int], classes_only: bool = False
) -> tuple[list[int], list[int]]:
    """Write what rows change of the rights with these ids; returns those that changed, and those left as they stand."""
    merged = merged_rows(taking, made, ids, parties_by_row(made, parties_of(book, made)), batch.pk, classes_only)
    if made.users:
        _admit_users(merged, made, book)
    same = [one.standing.id for one in merged if one.says_nothing_new]
    rows = [one for one in merged if not one.says_nothing_new]
    _keep(batch, taking, rows)
    _write_fields(taking, rows)
    for name in TABLES:
        ids = [one.standing.id for one in rows if name in one.tables]
        replace_rows(name, ids, [row for one in rows for row in one.tables.get(name, ())])
    changed = [one.standing.id for one in rows if one.changes]
    for first, last in runs(changed):
        reindex(taking.kind.value, first, last)
    return changed, same


def replace_rows(name: str, right_ids: Sequence[int], rows: Rows) -> None:
    """Put other rows of a history in the place of those of these rights; rows with an id keep it."""
    if not right_ids:
        return
    model, columns = TABLES[name]
    model._default_manager.filter(right_id__in=right_ids).delete()
    insert_stored(model, columns, [row for row in rows if row[0] is not None])
    insert_stored(model, columns[1:], [row[1:] for row in rows if row[0] is None])


def write_values(model: type, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Update records (id, values…), digests from hexadecimal."""
    if rows and "digest" in names:
        place = list(names).index("digest") + 1
        rows = [(*row[:place], bytes.fromhex(row[place]) if row[place] else None, *row[place + 1 :]) for row in rows]
    update_rows(model, names, rows)


def _write_fields(taking: Taking, rows: Sequence[Merged]) -> None:
    """Write every field of the rights that change, and of the kind's table where that changes."""
    rights: list[tuple[Any, ...]] = []
    own: list[tuple[Any, ...]] = []
    for one in rows:
        now = {**one.standing.right, **one.right}
        rights.append((one.standing.id, *(now[name] for name in RIGHT_FIELDS)))
        if one.own:
            values = {**one.standing.own, **one.own}
            own.append((one.standing.id, *(values[name] for name in taking.own_columns)))
    write_values(Right, RIGHT_FIELDS, rights)
    write_values(taking.model, taking.own_columns, own)


def _keep(batch: Batch, taking: Taking, rows: Sequence[Merged]) -> None:
    keep_old(
        batch,
        Right,
        [(one.standing.id, {name: one.standing.right[name] for name in one.right}, _told(one.right)) for one in rows],
    )
    keep_old(
        batch, taking.model,
        [(one.standing.id, {name: one.standing.own[name] for name in one.own}, one.own) for one in rows if one.own],
    )  # fmt: skip
    keep_old(
        batch, HISTORIES,
        [
            (
                one.standing.id,
                {name: [list(row) for row in one.standing.tables[name]] for name in one.tables},
                {WORDS[name]: in_words(name, found) for name, found in one.tables.items()},
            )
            for one in rows if one.tables
        ],
    )  # fmt: skip


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in ("digest", "batch_id")}


def in_words(name: str, rows: Rows) -> str:
    """A history as a page shows it."""
    if name == "statuses":
        return "，".join(f"{RightStatus(row[2]).label} {row[3] or ''}" for row in rows)
    if name == "holdings":
        return "；".join(f"{row[5]}" for row in rows if row[7] is None)
    return "；".join(str(row[4] if name == "links" else row[3]) for row in rows)


def _admit_users(rows: Sequence[Merged], made: Prepared, book: HolderBook) -> None:
    """Users that a row names and the register does not know yet; none is ended by an import."""
    for one, names in zip(rows, made.users, strict=True):
        known = one.standing.tables["users"]
        parties = book.resolve([(name, "", "") for name in names])
        fresh = [
            (None, one.standing.id, party, name, None, None, "")
            for party, name in zip(parties, names, strict=True)
            if party not in {row[2] for row in known}
        ]
        if fresh:
            one.tables["users"] = [*known, *fresh]
