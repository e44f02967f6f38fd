"""Who signs and when 「发文机关署名」「成文日期」: the date four characters from the right, the body centred above it."""

from __future__ import annotations

from . import fonts, styles
from .layout import CHARACTER, chinese_date, signature_indents
from .model import OfficialDocument
from .ooxml import keep_with_next, paragraph, run

INDENT = 2 * CHARACTER
SPACE_ABOVE = 2  # empty lines that leave room for the seal 「印章」


def draw_signature(document: OfficialDocument) -> list:
    """Signatory, date and note, kept with the end of the body: no page may hold a signature alone."""
    name_indent, date_indent = signature_indents(document.signatory, document.dated_on)
    lines = [paragraph(style=styles.BODY, keep_next=True) for _ in range(SPACE_ABOVE)]
    if document.signatory:
        lines.append(_at_right(document.signatory, name_indent, keep_next=True))
    lines.append(_at_right(chinese_date(document.dated_on), date_indent, keep_next=bool(document.note)))
    if document.note:
        note = run(f"（{document.note}）", fonts.TEXT)
        lines.append(paragraph(note, style=styles.BODY, first=INDENT, keep_lines=True))
    keep_with_next(lines[-1])  # the imprint does not stand alone either
    return lines


def _at_right(text: str, characters: float, keep_next: bool):
    right = characters * CHARACTER
    return paragraph(run(text, fonts.TEXT), style=styles.SIGNATURE, align="right", right=right, keep_next=keep_next)
