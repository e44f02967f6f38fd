"""Paragraphs and tables in reading order → one text, with the place of every table cell in it."""

from dataclasses import dataclass

from .limits import TEXT_CHARACTERS
from .model import Cell, ReadDocument, TextTable, UnreadableDocument
from .normalise import normalise, tidy_cell


@dataclass(slots=True)
class RawCell:
    """A cell before it has a place; `joined` says that it continues the cell to its left or above."""

    text: str
    joined: str = ""  # "", "left", "above"


RawTable = list[list[RawCell]]
Block = str | RawTable


def assemble(blocks: list[Block], kind: str, warnings: tuple[str, ...] = ()) -> ReadDocument:
    """The document of these blocks: a paragraph per line, a table row per line with tabs between its cells."""
    parts: list[str] = []
    tables: list[TextTable] = []
    at = 0
    for block in blocks:
        if isinstance(block, str):
            piece = normalise(block)
        else:
            piece, table = _lay_out(block, at)
            if table:
                tables.append(table)
        if not piece:
            continue
        parts.append(piece)
        at += len(piece) + 1
        if at > TEXT_CHARACTERS:
            raise UnreadableDocument(f"文件的文字超过{TEXT_CHARACTERS // 10000}万字,不是一份通知")
    return ReadDocument("\n".join(parts), tuple(tables), kind, warnings)


def _lay_out(raw: RawTable, at: int) -> tuple[str, TextTable | None]:
    start, lines = at, []
    rows: list[tuple[Cell, ...]] = []
    for raw_row in raw:
        if not any(cell.text.strip() or cell.joined for cell in raw_row):
            continue
        row: list[Cell] = []
        texts = []
        for column, raw_cell in enumerate(raw_row):
            text = "" if raw_cell.joined else tidy_cell(raw_cell.text)
            row.append(_merged_with(raw_cell, row, rows, column) or Cell(text, at, at + len(text)))
            if raw_cell.joined != "left":
                texts.append(text)
                at += len(text) + 1
        rows.append(tuple(row))
        lines.append("\t".join(texts))
    text = "\n".join(lines)
    return (text, TextTable(tuple(rows), start, start + len(text))) if text.strip() else ("", None)


def _merged_with(cell: RawCell, row: list[Cell], rows: list[tuple[Cell, ...]], column: int) -> Cell | None:
    if cell.joined == "left" and row:
        return row[-1]
    if cell.joined == "above" and rows and column < len(rows[-1]):
        return rows[-1][column]
    return None
