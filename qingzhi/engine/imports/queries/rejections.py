"""Rejected rows: on a page, and as a file that can be corrected and sent again."""

import json
from base64 import b64decode
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TextIO

from qingzhi.base.audit.secrets import open_secret

from ..kinds import Fault, ImportKind
from ..models import Batch, Rejection
from ..rules.chunks import Chunk
from ..rules.errors_file import ErrorsFile

PURPOSE = "imports.rejection"
SEALED = "sealed:"
MASK = "＊＊＊"


def first_rejections(batch: Batch, count: int) -> list[Rejection]:
    """The first rejected places, in the order of the file."""
    return list(batch.rejections.all()[:count])


def opened(cells: Sequence[str]) -> list[str]:
    """The cells as they stood, what is personal unsealed; whoever shows them tells the trail."""
    return [
        json.loads(open_secret(b64decode(cell.removeprefix(SEALED)), PURPOSE)) if cell.startswith(SEALED) else cell
        for cell in cells
    ]


def write_errors(batch: Batch, file: TextIO) -> int:
    """The rejected rows of a batch as a file to correct and send again; returns how many.

    Open the file with `ENCODING` and newline="". One row per rejected record, whatever the number of its faults.
    """
    out = ErrorsFile(file, batch.understood.get("head") or [])
    rows = batch.rejections.order_by("line", "id").iterator(chunk_size=2000)
    for line, faults in groupby(rows, key=lambda one: one.line):
        found = list(faults)
        cells = opened(next((one.cells for one in found if one.cells), []))
        out.write(line, cells, [(one.column_name, one.reason) for one in found])
    return out.count


class ErrorLines:
    """The same for a dry run, whose faults are nowhere else: what a preview tells its faults to."""

    def __init__(self, kind: ImportKind, batch: Batch, file: TextIO):
        self._titles = {one.name: one.title for one in kind.fields}
        self._out = ErrorsFile(file, batch.understood.get("head") or [])

    @property
    def count(self) -> int:
        """How many records."""
        return self._out.count

    def __call__(self, chunk: Chunk, faults: Iterable[Fault]) -> None:
        ordered = sorted(faults, key=lambda one: one.line)
        for line, group in groupby(ordered, key=lambda one: one.line):
            told = [(self._titles.get(one.field, ""), one.reason) for one in group]
            self._out.write(line, chunk.cells_of(line), told)
