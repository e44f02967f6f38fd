"""Fields and small files that the tests of reading share."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..rules.reading import Examined, examine, open_reader
from ..rules.shapes import Fault, Field, Row

FIELDS = (
    Field("number", "申请号", ("专利申请号", "申请（专利）号"), required=True),
    Field("title", "名称", ("发明名称", "专利名称"), required=True),
    Field("applied_on", "申请日", ("申请日期",)),
    Field("holders", "权利人", ("申请（专利权）人", "专利权人")),
    Field("abstract", "摘要", longest=6_000),
)
HEAD = ("申请号", "发明名称", "申请日", "申请（专利权）人", "摘要")
GOOD = ("2017106018623", "一种青稞酒", "2017-06-29", "青海某公司;青海大学", "略")


def csv_text(rows: Iterable[Sequence[str]], delimiter: str = ",", end: str = "\n", quoted: bool = False) -> str:
    """A table as text, each cell in quotes or only where it must be."""

    def cell(text: str) -> str:
        if quoted or any(sign in text for sign in (delimiter, '"', "\n", "\r")) or text != text.lstrip(" "):
            return '"' + text.replace('"', '""') + '"'
        return text

    return "".join(delimiter.join(map(cell, row)) + end for row in rows)


def looked(path: Path, content: str | bytes, encoding: str = "utf-8", **more: object) -> Examined:
    """Write a file and examine it."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return examine(path, FIELDS, **more)  # type: ignore[arg-type]


def taken(path: Path, found: Examined, start: int = 0, size: int = 7) -> tuple[list[Row], list[Fault], int]:
    """All rows and faults after the first `start`, and where it ended."""
    rows: list[Row] = []
    faults: list[Fault] = []
    settled = start
    reader = open_reader(path, found, found.columns, start=start)
    while chunk := reader.take(size):
        rows += chunk.rows
        faults += chunk.faults
        settled = chunk.settled
    return rows, faults, settled
