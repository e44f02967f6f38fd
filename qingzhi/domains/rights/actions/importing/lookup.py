"""What the register holds of the numbers of a chunk, and which records a batch has already seen."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from qingzhi.engine.imports.actions.keeping import keep_old
from qingzhi.engine.imports.models import Batch, Change

from ...models import Right

SEEN = "rights.seen"  # the kept lists of records that a batch found as they were; no table of its own


class Known(NamedTuple):
    """A right as it stands."""

    id: int
    digest: bytes | None
    as_of: str | None
    batch_id: int | None
    status_on: str | None


def known_rights(kind: str, numbers: Sequence[str]) -> dict[str, Known]:
    """The rights of a kind that bear these numbers, in one query."""
    table = connection.ops.quote_name(Right._meta.db_table)
    if connection.vendor == "postgresql":
        among, parameter = "= ANY(%s)", list(numbers)
    else:
        among, parameter = "IN (SELECT value FROM json_each(%s))", json.dumps(numbers, ensure_ascii=False)  # type: ignore[assignment]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT number, id, digest, data_as_of, batch_id, status_on FROM {table} WHERE kind = %s AND number {among}",
            [kind, parameter],
        )
        return {
            row[0]: Known(row[1], bytes(row[2]) if row[2] is not None else None, day(row[3]), row[4], day(row[5]))
            for row in cursor.fetchall()
        }


def day(value: Any) -> str | None:
    """A day as ISO text, whatever the database hands over."""
    return None if value is None else str(value)


class Seen:
    """Which rights this batch found unchanged, so that a second row of the same number is told from a first: one bit each,
    kept with the batch's changes, so that a batch that is resumed elsewhere reads them again."""

    def __init__(self, batch: Batch):
        self._batch = batch
        self._bits = bytearray()
        if batch.cursor:
            for old in Change.objects.filter(batch=batch, model=SEEN).values_list("old", flat=True).iterator():
                self._mark(old["ids"])

    def __contains__(self, right_id: int) -> bool:
        byte = right_id >> 3
        return byte < len(self._bits) and bool(self._bits[byte] & (1 << (right_id & 7)))

    def note(self, ids: Sequence[int], **more: Any) -> None:
        """Remember that these were as the file says; `more` are old values that were moved on for all of them."""
        if ids:
            keep_old(self._batch, SEEN, [(self._batch.pk, {"ids": list(ids), **more}, {})])
            self._mark(ids)

    def _mark(self, ids: Iterable[int]) -> None:
        for right_id in ids:
            byte = right_id >> 3
            if byte >= len(self._bits):
                self._bits.extend(bytes(byte - len(self._bits) + 4096))
            self._bits[byte] |= 1 << (right_id & 7)


def runs(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of ids that follow each other."""
    ordered = sorted(ids)
    if not ordered:
        return
    if ordered[-1] - ordered[0] == len(ordered) - 1:
        yield ordered[0], ordered[-1]
        return
    first = last = ordered[0]
    for one in ordered[1:]:
        if one > last + 64:  # a few records between that did not change cost less than a run of their own
            yield first, last
            first = one
        last = one
    yield first, last
