"""The imprint 「版记」 at the foot of the last page: copies, printer and date between rules thick, thin, thick."""

from __future__ import annotations

from typing import Any

from . import box, fonts, styles
from .layout import (
    SMALL_SIZE,
    TEXT_WIDTH_TWIPS,
    chinese_date,
    points,
    twips,
)
from .layout import TEXT_WIDTH_MM as WIDTH_MM
from .model import Form, OfficialDocument
from .ooxml import border, el, line_break, paragraph, run, safe, tab
from .tables import cell_margins, fixed_table
from .wrapping import wrap

THICK, THIN = 1.0, 0.75  # 0.35 mm and 0.25 mm
ROW_LINE = 22.0
ROW_FOOT = 4.0  # an exact line sets its text low
VERIFICATION_LINE = 46.0
END_LINE = 1.0
COPIES_WIDTH = 26  # 14 pt characters beside the label, one left free and half a one to spare


def draw_imprint(document: OfficialDocument, verification) -> list:
    """The last paragraph of the document, which carries the imprint; `verification` is the paragraph of the code."""
    lines = [line for line in (_copies(document), _printed(document)) if line is not None]
    rows = [(line, ROW_LINE * (1 + len(line.xpath(".//w:br"))) + ROW_FOOT) for line in lines]
    if verification is not None:
        rows.append((verification, VERIFICATION_LINE))
    if not rows:
        return []
    ruled = document.kind.form != Form.LETTER
    drawn = [_row(line, height, position, len(rows), ruled) for position, (line, height) in enumerate(rows)]
    table = fixed_table([TEXT_WIDTH_TWIPS], drawn, cell_margins())
    closing = paragraph(style=styles.IMPRINT, line=END_LINE)  # a box may not end in a table
    height = sum(height for _, height in rows) + END_LINE + THICK
    return [box.at_foot([table, closing], height, style=styles.IMPRINT)]


def _row(line, height: float, position: int, count: int, ruled: bool):
    """A row of exact height, thick rules outside and thin ones inside."""
    borders = el(
        "tcBorders",
        border("top", points=THIN if position else THICK),
        border("bottom", points=THICK if position == count - 1 else THIN),
    )
    width = el("tcW", w=TEXT_WIDTH_TWIPS, type="dxa")
    cell = el("tc", el("tcPr", width, borders if ruled else None, el("vAlign", val="top")), line)
    return el("tr", el("trPr", el("cantSplit"), el("trHeight", val=twips(height), hRule="exact")), cell)


def _copies(document: OfficialDocument):
    """「抄送」: one character free at both sides, further lines under the first name, a full stop at the end."""
    if not document.cc:
        return None
    names = "，".join(safe(name) for name in document.cc).rstrip("。")
    first, *others = wrap(f"{names}。", COPIES_WIDTH)
    runs = [run(f"抄送：{first}", fonts.IMPRINT)]
    for line in others:
        runs += [line_break(fonts.IMPRINT), run(line, fonts.IMPRINT)]
    options: dict[str, Any] = {"left": 4 * SMALL_SIZE, "hanging": 3 * SMALL_SIZE, "align": "left"}
    return paragraph(*runs, style=styles.IMPRINT, line=ROW_LINE, **options)


def _printed(document: OfficialDocument):
    """「印发机关」 at the left and 「印发日期」 at the right; a letter has neither."""
    if document.kind.form == Form.LETTER or not (document.printed_by or document.printed_on):
        return None
    day = chinese_date(document.printed_on or document.dated_on)
    right = points(WIDTH_MM) - SMALL_SIZE
    runs = [run(document.printed_by, fonts.IMPRINT), tab(fonts.IMPRINT), run(f"{day}印发", fonts.IMPRINT)]
    options: dict[str, Any] = {"left": SMALL_SIZE, "align": "left", "tabs": ((right, "right"),)}
    return paragraph(*runs, style=styles.IMPRINT, line=ROW_LINE, **options)
