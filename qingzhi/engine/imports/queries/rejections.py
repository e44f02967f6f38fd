"""Rejected rows: on a page, and as a file that can be corrected and sent again."""

import csv
import json
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TextIO

from qingzhi.base.audit.secrets import open_secret

from ..kinds import Fault, ImportKind
from ..models import Batch, Rejection
from ..rules.chunks import Chunk
from ..rules.heads import ERROR_COLUMNS

PURPOSE = "imports.rejection"
SEALED = "sealed:"


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
    """The rejected rows of a batch under the head of its file, with line, columns and reasons behind; returns how many."""
    writer = csv.writer(file)
    writer.writerow([*(batch.understood.get("head") or []), *ERROR_COLUMNS])
    count = 0
    for row in error_rows(batch):
        writer.writerow(row)
        count += 1
    return count


def error_rows(batch: Batch) -> Iterator[list[str]]:
    """One row per rejected record, whatever the number of its faults."""
    width = len(batch.understood.get("head") or [])
    rows = batch.rejections.order_by("line", "id").iterator(chunk_size=2000)
    for line, faults in groupby(rows, key=lambda one: one.line):
        found = list(faults)
        cells = opened(next((one.cells for one in found if one.cells), []))
        yield _row(width, cells, line, [(one.column_name, one.reason) for one in found])


class ErrorLines:
    """The same for a dry run, whose faults are nowhere else."""

    def __init__(self, kind: ImportKind, batch: Batch):
        self.head = list(batch.understood.get("head") or [])
        self.titles = {one.name: one.title for one in kind.fields}
        self.count = 0

    def into(self, file: TextIO) -> Callable[[Chunk, list[Fault]], None]:
        """What a preview tells its faults to."""
        writer = csv.writer(file)
        writer.writerow([*self.head, *ERROR_COLUMNS])

        def write(chunk: Chunk, faults: Iterable[Fault]) -> None:
            ordered = sorted(faults, key=lambda one: one.line)
            for line, group in groupby(ordered, key=lambda one: one.line):
                told = [(self.titles.get(one.field, ""), one.reason) for one in group]
                writer.writerow(_row(len(self.head), chunk.cells_of(line), line, told))
                self.count += 1

        return write


def _row(width: int, cells: Sequence[Any], line: int, told: Sequence[tuple[str, str]]) -> list[str]:
    made = [_guarded(str(cell)) for cell in cells][: max(width, len(cells))]
    made += [""] * (width - len(made))
    names = "；".join(dict.fromkeys(name for name, _ in told if name))
    return [*made, str(line), names, "；".join(reason for _, reason in told)]


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet computes; reading takes the mark off again."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} and not cell[1:].replace(".", "", 1).isdecimal() else cell
