"""The style sheet of a drawn document: real heading styles, so that an outline and a screen reader find them."""

from __future__ import annotations

from typing import Any

from . import fonts, layout
from .fonts import Face
from .ooxml import el, paragraph_properties, run_properties

NORMAL, TITLE, BODY, RED_HEAD, FOOTER, CELL = "Normal", "Title", "OfficialBody", "RedHead", "Footer", "TableCell"
SIGNATURE, IMPRINT, CAPTION = "Signature", "Imprint", "Caption"
HEADING = {level: f"Heading{level}" for level in (1, 2, 3, 4)}

INDENT = 2 * layout.CHARACTER


def install(document) -> None:
    """Replace the styles of python-docx's template, a third of a megabyte of them, by the few that are used."""
    sheet = document.styles.element
    for child in list(sheet):
        sheet.remove(child)
    sheet.append(_defaults())
    sheet.append(_paragraph_style(NORMAL, "Normal", fonts.TEXT, default=True))
    sheet.append(_table_style())
    sheet.append(_paragraph_style(TITLE, "Title", fonts.TITLE, align="center", keep_next=True))
    for level, face in fonts.HEADINGS.items():
        options: dict[str, Any] = {"first": INDENT, "keep_next": True, "outline": level - 1}
        sheet.append(_paragraph_style(HEADING[level], f"heading {level}", face, **options))
    sheet.append(_paragraph_style(BODY, "公文正文", fonts.TEXT, first=INDENT))
    sheet.append(_paragraph_style(RED_HEAD, "发文机关标志", fonts.RED_HEAD, align="center"))
    sheet.append(_paragraph_style(SIGNATURE, "Signature", fonts.TEXT, align="right"))
    sheet.append(_paragraph_style(CAPTION, "caption", fonts.TABLE_HEAD, align="center", keep_next=True))
    sheet.append(_paragraph_style(CELL, "表格文字", fonts.TABLE_CELL))
    sheet.append(_paragraph_style(IMPRINT, "版记", fonts.IMPRINT))
    sheet.append(_paragraph_style(FOOTER, "footer", fonts.PAGE_NUMBER))


def _defaults():
    return el("docDefaults", el("rPrDefault", run_properties(fonts.TEXT)), el("pPrDefault"))


def _paragraph_style(identifier: str, name: str, face: Face, *, default: bool = False, **options):
    return el(
        "style",
        el("name", val=name),
        None if default else el("basedOn", val=NORMAL),
        el("qFormat"),
        paragraph_properties(**options),
        run_properties(face),
        type="paragraph",
        styleId=identifier,
        **({"default": "1"} if default else {}),
    )


def _table_style():
    cells = el("tblCellMar", *(el(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    properties = el("tblPr", el("tblInd", w=0, type="dxa"), cells)
    return el("style", el("name", val="Normal Table"), properties, type="table", styleId="TableNormal", default="1")
