"""Rows from a table outside: a csv of the reference data, a sheet that was exported and filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .spec import TableSpec
from .table import RawRow

SOURCE, NOTE, PLACE = "来源", "说明", "行"


class SheetWrong(ValueError):
    """The sheet is not one of this table; the text says why."""


@dataclass(frozen=True)
class WrittenVersion:
    """A version as the reference data give it."""

    valid_from: date | None
    valid_to: date | None
    source: str
    status: str
    rows: tuple[RawRow, ...]


def heads(spec: TableSpec) -> list[str]:
    """The heads of an exported sheet."""
    return [PLACE, *(one.label for one in spec.columns), SOURCE, NOTE]


def rows_of_sheet(spec: TableSpec, lines: Iterable[Sequence[str]]) -> list[RawRow]:
    """The rows of a sheet whose first line has the labels (or names) of the columns, in any order. Empty lines are left out."""
    names = {SOURCE: "source", NOTE: "note", PLACE: ""}
    for one in spec.columns:
        names[one.label] = names[one.name] = one.name
    reading = iter(lines)
    head = [cell.strip() for cell in next(reading, [])]
    unknown = [cell for cell in head if cell and cell not in names]
    if unknown:
        raise SheetWrong(f"第一行的“{unknown[0]}”不是这张决策表的列，请用导出的表格填写")
    columns = [names.get(cell, "") for cell in head]
    missing = [one.label for one in spec.columns if one.name not in columns]
    if missing:
        raise SheetWrong(f"缺少“{missing[0]}”一列，请用导出的表格填写")
    if len([name for name in columns if name]) != len({name for name in columns if name}):
        raise SheetWrong("第一行有重复的列，请用导出的表格填写")
    return [row for line in reading if (row := _row(columns, line)) is not None]


def _row(columns: list[str], line: Sequence[str]) -> RawRow | None:
    cells = {name: cell.strip() for name, cell in zip(columns, line, strict=False) if name}
    if not any(cells.values()):
        return None
    source, note = cells.pop("source", ""), cells.pop("note", "")
    return RawRow(cells, source, note)


def versions_of(spec: TableSpec, rows: Iterable[Mapping[str, str]]) -> list[WrittenVersion]:
    """The versions of reference rows (valid_from, valid_to, version_source, status, columns by name, source), in order."""
    found: dict[tuple[str, str, str, str], list[RawRow]] = {}
    names = [one.name for one in spec.columns]
    for number, row in enumerate(rows, 2):
        missing = [name for name in ("version_source", "status", *names) if row.get(name) is None]
        if missing:
            raise SheetWrong(f"决策表“{spec.title}”的数据第 {number} 行缺少“{missing[0]}”")
        key = (row.get("valid_from") or "", row.get("valid_to") or "", row["version_source"], row["status"])
        cells = {name: row[name] for name in names}
        found.setdefault(key, []).append(RawRow(cells, row.get("source") or "", row.get("note") or ""))
    try:
        return [
            WrittenVersion(_day(begun), _day(ended), source, status, tuple(own))
            for (begun, ended, source, status), own in found.items()
        ]
    except ValueError as wrong:
        raise SheetWrong(f"决策表“{spec.title}”的施行日期不正确：{wrong}") from wrong


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
