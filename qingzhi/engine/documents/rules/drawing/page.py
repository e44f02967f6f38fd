"""The page 「页面」: A4, margins 37/35/28/26 mm, a grid of lines, different feet for odd and even pages."""

from __future__ import annotations

from docx.shared import Mm

from . import layout
from .model import Form
from .ooxml import el

# Measured: with the foot's line of 14 pt this puts its dash 7 mm below the text area.
FOOTER_DISTANCE_MM = 25.2
HEADER_DISTANCE_MM = 15
LETTER_HEADER_DISTANCE_MM = 28  # puts the ink of its name 30 mm below the edge


def set_up(document, form: Form):
    """Give the only section its measures and return it."""
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in layout.PAGE_MM)
    section.top_margin, section.bottom_margin = Mm(layout.MARGIN_TOP_MM), Mm(layout.MARGIN_BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.MARGIN_LEFT_MM), Mm(layout.MARGIN_RIGHT_MM)
    letter = form == Form.LETTER
    section.header_distance = Mm(LETTER_HEADER_DISTANCE_MM if letter else HEADER_DISTANCE_MM)
    section.footer_distance = Mm(layout.LETTER_RULE_BOTTOM_MM if letter else FOOTER_DISTANCE_MM)
    section.gutter = 0
    _replace_grid(section._sectPr)
    _settings(document.settings.element)
    return section


def _replace_grid(properties) -> None:
    """`type=lines` only: `linesAndChars` makes some viewers lay characters on a grid of their own."""
    for child in properties.xpath("./w:docGrid | ./w:cols"):
        properties.remove(child)
    properties.append(el("cols", space="0"))
    properties.append(el("docGrid", type="lines", linePitch=layout.LINE_TWIPS))


def _settings(settings) -> None:
    """Lay out as Word 2013 and later do, instead of in compatibility mode; mirror odd and even feet."""
    for child in list(settings):
        settings.remove(child)
    mode = el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15")
    for child in (
        el("zoom", percent="100"),
        el("defaultTabStop", val="420"),
        el("evenAndOddHeaders"),
        el("characterSpacingControl", val="doNotCompress"),
        el("compat", el("balanceSingleByteDoubleByteWidth"), el("useFELayout"), mode),
        el("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
        el("decimalSymbol", val="."),
        el("listSeparator", val=","),
    ):
        settings.append(child)
