"""Mapping files (`--mapping FILE`): which column holds which field, as JSON or as a table of two columns.

    {"number": "专利号", "title": 3, "agency": ""}        field → column's name, or number from 1, or "" for none
    字段,列名                                             the same as CSV; a head line is not needed
    number,专利号

Fields go by name or title. A file that is written the other way round (column → field) is understood too.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import delimited
from .encodings import TextFile, inspect
from .heads import plain
from .shapes import Field, FileRefused

MOST = 1024 * 1024
_HEAD = {plain(name) for name in ("字段", "列名", "列", "field", "column")}


def read_mapping(path: Path, fields: Sequence[Field]) -> dict[str, str | int]:
    """What the file says, as field → column; raises `FileRefused`."""
    if path.stat().st_size > MOST:
        raise FileRefused("列名对照文件过大")
    with path.open("rb") as file:
        first = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    found = _from_json(path) if first == b"{" else _from_table(path)
    if not found:
        raise FileRefused("列名对照文件里没有内容")
    return _turned(found, fields)


def _from_json(path: Path) -> dict[str, str | int]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise FileRefused("列名对照文件不是完整的 UTF-8 JSON", getattr(error, "lineno", None)) from error
    made: dict[str, str | int] = {}
    for name, column in found.items():
        if isinstance(column, bool) or not isinstance(column, str | int | None):
            raise FileRefused(f"列名对照中“{name}”应对应一个列名或列号")
        made[name] = "" if column is None else column
    return made


def _from_table(path: Path) -> dict[str, str | int]:
    text = inspect(path)
    rows = [(line, cells) for line, cells, _ in _split(path, text) if any(cell.strip() for cell in cells)]
    if rows and all(plain(cell) in _HEAD for cell in rows[0][1][:2]):
        del rows[0]
    made: dict[str, str | int] = {}
    for line, cells in rows:
        if len(cells) < 2 or not cells[0].strip():
            raise FileRefused("列名对照每行应有两格：字段、列名", line)
        column = cells[1].strip()
        made[cells[0].strip()] = int(column) if column.isdecimal() else column
    return made


def _split(path: Path, text: TextFile) -> list[delimited.Record]:
    for delimiter in delimited.DELIMITERS:
        found = list(delimited.records(path, text, delimiter))
        if all(len(cells) > 1 for _, cells, _ in found if any(cells)):
            return found
    raise FileRefused("列名对照每行应有两格：字段、列名")


def _turned(found: Mapping[str, str | int], fields: Sequence[Field]) -> dict[str, str | int]:
    """Field → column, whichever way round the file has it."""
    names = {plain(name) for field in fields for name in (field.name, field.title)}
    ahead = sum(plain(name) in names for name in found)
    back = sum(isinstance(column, str) and plain(column) in names for column in found.values())
    if back > ahead:
        return {str(field): name for name, field in found.items() if field}
    return dict(found)
