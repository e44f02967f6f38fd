"""Page numbers 「页码」: — 1 — in 四号 宋体, 7 mm below the text, at the right on odd pages and at the left on even ones."""

from __future__ import annotations

from typing import Any

from . import fonts, styles
from .layout import SMALL_SIZE
from .ooxml import el, paragraph, run, run_of


def draw_page_numbers(section, lift: float = 0.0) -> None:
    """The feet of odd and even pages; `lift` points are left free below the number."""
    _fill(section.footer, _number("right", lift))
    _fill(section.even_page_footer, _number("left", lift))


def _number(side: str, lift: float):
    """One character free at the outer side."""
    inset: dict[str, Any] = {side: SMALL_SIZE, "after": lift}
    face = fonts.PAGE_NUMBER
    return paragraph(
        run("— ", face), *_page_field(), run(" —", face), style=styles.FOOTER, line=SMALL_SIZE, align=side, **inset
    )


def _page_field():
    """The field as separate marks, which every viewer knows, with a number to show before it is computed."""
    instruction = el("instrText")
    instruction.text = " PAGE "
    shown = el("t")
    shown.text = "1"
    marks = (el("fldChar", fldCharType="begin"), instruction, el("fldChar", fldCharType="separate"), shown)
    return [run_of(mark, face=fonts.PAGE_NUMBER) for mark in (*marks, el("fldChar", fldCharType="end"))]


def _fill(part, *paragraphs) -> None:
    part.is_linked_to_previous = False
    for child in list(part._element):
        part._element.remove(child)
    for element in paragraphs:
        part._element.append(element)


def fill_first(section, header, footer) -> None:
    """A first page with a head and a foot of its own 「首页不显示页码」."""
    section.different_first_page_header_footer = True
    _fill(section.first_page_header, header)
    _fill(section.first_page_footer, footer)
