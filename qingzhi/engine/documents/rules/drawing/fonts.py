"""The official fonts 「字体」, named and never shipped: whoever opens the document supplies them (GB/T 9704-2012, 5.2.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from . import layout

HEADLINE = "方正小标宋简体"
BODY = "仿宋_GB2312"
KAI = "楷体_GB2312"
HEI = "黑体"
SONG = "宋体"
LATIN = "Times New Roman"

OFFICIAL_FONTS = (HEADLINE, BODY, KAI, HEI, SONG)


@dataclass(frozen=True)
class Face:
    """Everything that a run of text looks like."""

    font: str = BODY
    size: float = layout.BODY_SIZE
    bold: bool = False
    color: str = ""
    spacing: float = 0.0
    latin: str = LATIN

    def but(self, **changes) -> Face:
        return replace(self, **changes)


TEXT = Face(spacing=layout.SPACING)
LEAD = TEXT.but(bold=True)
HEADING_1 = TEXT.but(font=HEI)
HEADING_2 = TEXT.but(font=KAI)
HEADING_3 = TEXT
HEADING_4 = TEXT
HEADINGS = {1: HEADING_1, 2: HEADING_2, 3: HEADING_3, 4: HEADING_4}
TITLE = Face(font=HEADLINE, size=layout.TITLE_SIZE)
RED_HEAD = Face(font=HEADLINE, color=layout.RED)
NUMBER = Face()
MARK = Face(font=HEI)
SIGNER = Face(font=KAI)
IMPRINT = Face(size=layout.SMALL_SIZE)
PAGE_NUMBER = Face(font=SONG, size=layout.SMALL_SIZE, latin=SONG)
TABLE_HEAD = Face(font=HEI, size=layout.TABLE_SIZE)
TABLE_CELL = Face(size=layout.TABLE_SIZE)
SMALL_PRINT = Face(size=10.5)
