"""The measures of GB/T 9704-2012 and the arithmetic on them; everything in points unless the name says otherwise."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import pairwise

TWIPS_PER_POINT = 20
POINTS_PER_MM = 72 / 25.4

PAGE_MM = (210, 297)
MARGIN_TOP_MM, MARGIN_BOTTOM_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM = 37, 35, 28, 26
TEXT_WIDTH_MM = PAGE_MM[0] - MARGIN_LEFT_MM - MARGIN_RIGHT_MM  # 156, the 「版心」
TEXT_HEIGHT_MM = PAGE_MM[1] - MARGIN_TOP_MM - MARGIN_BOTTOM_MM  # 225

CHARACTERS_PER_LINE = 28
LINES_PER_PAGE = 22
LINE = 28.95
LINE_TWIPS = 579
BODY_SIZE = 16.0  # 三号
TITLE_SIZE = 22.0  # 二号
SMALL_SIZE = 14.0  # 四号
TABLE_SIZE = 12.0  # 小四
SPACING = -0.25
CHARACTER = BODY_SIZE + SPACING  # 15.75: 28 of them fill the 442.2 pt of the text width

HEAD_LARGEST = 46.0
HEAD_WIDTH = 438.0
HEAD_TOP_MM = 35  # from the upper edge of the text area to that of the red head
LETTER_HEAD_TOP_MM = 30  # letters: from the upper edge of the page
LETTER_RULE_MM = 170
LETTER_RULE_BOTTOM_MM = 20
FOOTER_GAP_MM = 7
TITLE_CHARACTERS = 20  # 22 pt characters that fit into the text width

RED = "FF0000"


def points(mm: float) -> float:
    return mm * POINTS_PER_MM


def twips(value: float) -> int:
    """Points as whole twips."""
    return round(value * TWIPS_PER_POINT)


def mm_twips(mm: float) -> int:
    return twips(points(mm))


TEXT_WIDTH_TWIPS = mm_twips(TEXT_WIDTH_MM)


def width_of(text: str) -> float:
    """Width in whole characters: a full-width one counts 1, any other a half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def set_width(text: str) -> float:
    """Width in characters as viewers set it, who put a fifth of a character between a figure and a Chinese sign."""
    joints = sum((before < "\u2e80") != (after < "\u2e80") for before, after in pairwise(text))
    return width_of(text) + joints / 5


def head_size(head: str, largest: float = HEAD_LARGEST) -> float:
    """Size of the red head: as large as the line allows, in half points, since Word knows no finer step."""
    return min(largest, int(HEAD_WIDTH / max(width_of(head), 1) * 2) / 2)


def chinese_date(day: date) -> str:
    """The date as documents write it 「成文日期」: Arabic figures, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def signature_indents(signatory: str, day: date, from_right: float = 4.0) -> tuple[float, float]:
    """Characters free at the right of signatory and date: the date four from the edge, the signatory centred above it.

    A signatory too long for that stands at the edge and the date is centred under it.
    """
    date_width, name_width = set_width(chinese_date(day)), set_width(signatory)
    name_indent = from_right + (date_width - name_width) / 2
    if name_indent >= 0:
        return name_indent, from_right
    return 0.0, max(0.0, (name_width - date_width) / 2)
