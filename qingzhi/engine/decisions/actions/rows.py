"""Rows of a version as they are written; the digest tells two contents apart."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from ..declaring import TableSpec
from ..models import TableRow, TableVersion
from ..rules.table import RawRow

LONGEST_SOURCE = 300


def tidy(spec: TableSpec, rows: Iterable[RawRow]) -> list[RawRow]:
    """The rows with every column of the table and nothing around the texts."""
    names = [one.name for one in spec.columns]
    return [
        RawRow(
            {name: row.cell(name).replace("\x00", "") for name in names},
            row.source.strip().replace("\x00", "")[:LONGEST_SOURCE],
            row.note.strip().replace("\x00", "")[:LONGEST_SOURCE],
        )
        for row in rows
    ]


def digest_of(rows: Sequence[RawRow]) -> str:
    """A digest of all that rows say."""
    said = [[sorted(row.cells.items()), row.source, row.note] for row in rows]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def write_rows(version: TableVersion, rows: Sequence[RawRow]) -> None:
    """Put these rows in the place of those that the version has."""
    TableRow.objects.filter(version=version).delete()
    TableRow.objects.bulk_create(
        TableRow(version=version, position=place, cells=dict(row.cells), source=row.source, note=row.note)
        for place, row in enumerate(rows, 1)
    )
