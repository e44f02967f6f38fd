"""The head 「版头」 of the three forms: red name, document number, signer, red rules."""

from __future__ import annotations

from typing import Any

from . import fonts, layout, styles
from .layout import CHARACTER, LINE, head_size, points, width_of
from .model import Form, OfficialDocument
from .ooxml import border, el, keep_with_next, line_break, paragraph, run, safe, tab
from .wrapping import pack

RULE_POINTS = 2.25
RULE_GAP = 7  # with the room that an exact line leaves below its text this makes 4 mm


def draw_head(document: OfficialDocument) -> list:
    return {Form.FILE: _file_head, Form.LETTER: _letter_head, Form.MINUTES: _minutes_head}[document.kind.form](document)


def _urgency(document: OfficialDocument) -> list:
    """「紧急程度」 in 黑体 at the upper left corner of the text."""
    if not document.urgency:
        return []
    return [paragraph(run(document.urgency.value, fonts.MARK), style=styles.BODY, align="left")]


def _red_name(text: str, size: float, above: float, **options):
    """The red head itself, its upper edge `above` points below what stands over it."""
    line = size * 1.2
    face = fonts.RED_HEAD.but(size=size)
    before = above - size * 0.1
    return paragraph(run(text, face), style=styles.RED_HEAD, align="center", line=line, before=before, **options)


def _rule(style: str = "single", *, edge: str = "bottom", width: float = RULE_POINTS, space: int = 0):
    return el("pBdr", border(edge, style, points=width, color=layout.RED, space=space))


def _file_head(document: OfficialDocument) -> list:
    """Upper edge 35 mm below that of the text; the number two empty lines further down; the rule 4 mm below it."""
    urgency = _urgency(document)
    above = points(layout.HEAD_TOP_MM) - LINE * len(urgency)
    name = _red_name(document.issuer_head, head_size(document.issuer_head), above)
    return [*urgency, name, _number_line(document)]


def _number_line(document: OfficialDocument):
    """「发文字号」 in the middle; in a document for a superior at the left, with 「签发人」 at the right."""
    options = {"style": styles.BODY, "before": 2 * LINE, "borders": _rule(space=RULE_GAP)}
    if not document.signer:
        return paragraph(run(document.number, fonts.NUMBER), align="center", **options)
    right = points(layout.TEXT_WIDTH_MM) - CHARACTER
    inset = run("\u3000", fonts.NUMBER)
    runs = [inset, run(document.number, fonts.NUMBER), tab(fonts.NUMBER), run("签发人：", fonts.NUMBER)]
    runs.append(run(document.signer, fonts.SIGNER))
    return paragraph(*runs, align="left", tabs=((right, "right"),), **options)


def _letter_head(document: OfficialDocument) -> list:
    """The name and its rule stand in the first page's header; here come the urgency and the number at the right."""
    number = run(document.number, fonts.NUMBER)
    if document.urgency:
        right = points(layout.TEXT_WIDTH_MM)
        runs = [run(document.urgency.value, fonts.MARK), tab(fonts.NUMBER), number]
        return [paragraph(*runs, style=styles.BODY, align="left", tabs=((right, "right"),))]
    return [paragraph(number, style=styles.BODY, align="right")]


def letter_header(document: OfficialDocument):
    """Header of a letter's first page: the name, 4 mm below it a red double rule of 170 mm 「上粗下细」."""
    size = head_size(document.issuer_head)
    aside = points(layout.LETTER_RULE_MM - layout.TEXT_WIDTH_MM) / 2
    face = fonts.RED_HEAD.but(size=size)
    options: dict[str, Any] = {"line": size * 1.2, "left": -aside - points(1), "right": -aside + points(1)}
    borders = _rule("thickThinSmallGap", width=3, space=4)
    return paragraph(run(document.issuer_head, face), style=styles.RED_HEAD, align="center", borders=borders, **options)


def letter_footer():
    """Foot of a letter's first page: the rule again, upside down 「上细下粗」, 20 mm above the edge, and no number."""
    aside = points(layout.LETTER_RULE_MM - layout.TEXT_WIDTH_MM) / 2
    borders = _rule("thinThickSmallGap", width=3)
    return paragraph(style=styles.FOOTER, line=2, left=-aside - points(1), right=-aside + points(1), borders=borders)


def _minutes_head(document: OfficialDocument) -> list:
    """「纪要标志」 35 mm below the upper edge of the text, the number in brackets, body and date over the rule."""
    urgency = _urgency(document)
    above = points(layout.HEAD_TOP_MM) - LINE * len(urgency)
    lines = [*urgency, _red_name(document.issuer_head, head_size(document.issuer_head), above)]
    if document.number:
        lines.append(paragraph(run(document.number, fonts.NUMBER), style=styles.BODY, align="center", before=LINE))
    right = points(layout.TEXT_WIDTH_MM) - CHARACTER
    day = layout.chinese_date(document.dated_on)
    runs = [
        run("\u3000", fonts.NUMBER),
        run(document.signatory, fonts.NUMBER),
        tab(fonts.NUMBER),
        run(day, fonts.NUMBER),
    ]
    options = {"tabs": ((right, "right"),), "before": LINE / 2, "borders": _rule(space=RULE_GAP)}
    return [*lines, paragraph(*runs, style=styles.BODY, align="left", **options)]


def draw_attendance(document: OfficialDocument) -> list:
    """「出席」「请假」「列席」 in 黑体 two characters in, the names beside it, further lines under the first name."""
    lines = [paragraph(style=styles.BODY)] if document.attendance else []
    for group in document.attendance:
        label = f"{group.label}："
        left = (2 + width_of(label)) * CHARACTER
        face = fonts.MARK.but(spacing=layout.SPACING)
        runs = [run(label, face), *_names(group.names, layout.CHARACTERS_PER_LINE - 2 - width_of(label))]
        lines.append(paragraph(*runs, style=styles.BODY, left=left, hanging=width_of(label) * CHARACTER, align="left"))
    if lines:
        keep_with_next(lines[-1])
    return lines


def _names(names: tuple[str, ...], width: float) -> list:
    """Names parted only between one and the next."""
    first, *others = pack((safe(name) for name in names), "、", width)
    runs = [run(first, fonts.TEXT)]
    for line in others:
        runs += [line_break(fonts.TEXT), run(line, fonts.TEXT)]
    return runs
