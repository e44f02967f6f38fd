"""Tables in the body 「表格」: as wide as the text, the header repeated on every page, no row split over two."""

from __future__ import annotations

from itertools import pairwise

from . import fonts, styles
from .layout import TABLE_SIZE, TEXT_WIDTH_TWIPS
from .model import Align, Table
from .ooxml import border, el, paragraph, run

ROW_LINE = 18.0
LONGEST_HELD = 12  # rows of a table that is not parted between pages unless it must be
CELL_PADDING = 60  # twips above and below


def draw_table(table: Table) -> list:
    """The caption, the unit, the table."""
    return [*_captions(table), _grid(table)]


def _captions(table: Table) -> list:
    lines = []
    if table.caption:
        lines.append(
            paragraph(run(table.caption, fonts.TABLE_HEAD), style=styles.CAPTION, align="center", keep_next=True)
        )
    if table.unit:
        unit = run(table.unit, fonts.TABLE_CELL)
        lines.append(
            paragraph(unit, style=styles.CELL, line=ROW_LINE, align="right", keep_next=True, right=TABLE_SIZE / 2)
        )
    return lines


def column_twips(widths: tuple[float, ...], columns: int, total: int = TEXT_WIDTH_TWIPS) -> list[int]:
    """Whole twips for every column, their sum exactly the width of the text."""
    weights = widths or (1.0,) * columns
    edges = [round(total * sum(weights[:count]) / sum(weights)) for count in range(columns + 1)]
    return [right - left for left, right in pairwise(edges)]


def fixed_table(columns: list[int], rows: list, *properties):
    """A table of fixed layout with its grid, without which viewers measure the contents and differ."""
    table_properties = el(
        "tblPr",
        el("tblW", w=sum(columns), type="dxa"),
        el("jc", val="left"),
        el("tblInd", w=0, type="dxa"),
        *(element for element in properties if element.tag.endswith("tblBorders")),
        el("tblLayout", type="fixed"),
        *(element for element in properties if element.tag.endswith("tblCellMar")),
    )
    return el("tbl", table_properties, el("tblGrid", *(el("gridCol", w=width) for width in columns)), *rows)


def cell_margins(*, top: int = 0, side: int = 0, bottom: int = 0):
    edges = {"top": top, "left": side, "bottom": bottom, "right": side}
    return el("tblCellMar", *(el(edge, w=width, type="dxa") for edge, width in edges.items()))


def _grid(table: Table):
    columns = column_twips(table.widths, len(table.header))
    alignment = table.alignment or (Align.CENTER,) * len(columns)
    edges = [border(edge, points=0.5) for edge in ("top", "left", "bottom", "right", "insideH", "insideV")]
    rows = [_row(table.header, columns, (Align.CENTER,) * len(columns), header=True)]
    held = len(table.rows) <= LONGEST_HELD
    last = len(table.rows) - 1
    rows += [_row(row, columns, alignment, hold=held and n < last) for n, row in enumerate(table.rows)]
    margins = cell_margins(top=CELL_PADDING, side=80, bottom=CELL_PADDING)
    return fixed_table(columns, rows, el("tblBorders", *edges), margins)


def _row(cells, columns: list[int], alignment, *, header: bool = False, hold: bool = False):
    properties = el("trPr", el("cantSplit"), el("tblHeader") if header else None)
    face = fonts.TABLE_HEAD if header else fonts.TABLE_CELL
    return el(
        "tr",
        properties,
        *(_cell(*parts, face, header or hold) for parts in zip(cells, columns, alignment, strict=True)),
    )


def _cell(text: str, width: int, align: Align, face: fonts.Face, hold: bool):
    """One cell; a line break in its text begins a paragraph."""
    shown = [
        paragraph(run(line, face), style=styles.CELL, line=ROW_LINE, align=align.value, keep_next=hold)
        for line in text.split("\n")
    ]
    properties = el("tcPr", el("tcW", w=width, type="dxa"), el("vAlign", val="center"))
    return el("tc", properties, *shown)
