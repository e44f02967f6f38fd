"""Keeping the rows that were not taken, as they stood, so that they can be corrected and sent again."""

import json
from base64 import b64encode
from collections.abc import Sequence

from qingzhi.base.audit.secrets import seal_secret

from ..bulk import insert_rows
from ..kinds import Fault, ImportKind
from ..models import Batch, Rejection
from ..queries.rejections import MASK, PURPOSE, SEALED
from ..rules.chunks import Chunk

COLUMNS = ("batch_id", "line", "column", "column_name", "content", "reason", "cells")


def reject(batch: Batch, kind: ImportKind, chunk: Chunk, faults: Sequence[Fault]) -> None:
    """Write the faults of a chunk with the cells of their records (of a record with several faults, with the first)."""
    if not faults:
        return
    titles = {one.name: one.title for one in kind.fields}
    secret = {one.name for one in kind.fields if one.protected}
    head = batch.understood.get("head") or []
    columns = batch.columns or {one.name: place for place, one in enumerate(kind.fields)}
    hidden = [columns[name] for name in secret if columns.get(name, -1) >= 0]
    made, told = [], set()
    for fault in sorted(faults, key=lambda one: one.line):
        place = columns.get(fault.field, -1)
        name = head[place] if 0 <= place < len(head) else titles.get(fault.field, fault.field)
        content = MASK if fault.field in secret and fault.content else fault.content
        cells = [] if fault.line in told else sealed(chunk.cells_of(fault.line), hidden)
        told.add(fault.line)
        made.append(
            (batch.pk, fault.line, place + 1, name[:100], _plain(content)[:500], _plain(fault.reason)[:300], cells)
        )
    insert_rows(Rejection, COLUMNS, made)


def sealed(cells: Sequence[str], protected: Sequence[int]) -> list[str]:
    """The cells with what is personal encrypted under the installation's secret."""
    found = [_plain(cell) for cell in cells]
    for place in protected:
        if place < len(found) and found[place]:
            secret = seal_secret(json.dumps(found[place]).encode(), PURPOSE)
            found[place] = SEALED + b64encode(secret).decode()
    return found


def _plain(text: str) -> str:
    return text.replace("\x00", "\u2400").encode("utf-8", "replace").decode()
