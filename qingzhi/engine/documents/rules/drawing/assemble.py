"""From the content to the file: the parts in the order of the standard."""

from __future__ import annotations

import docx

from . import endmatter, footer, package, page, redhead, signature, styles, text, verification
from .layout import LETTER_RULE_BOTTOM_MM, LINE, points
from .model import Form, OfficialDocument


def draw(document: OfficialDocument) -> bytes:
    """The document as a .docx file; the same content always gives the same bytes."""
    drawn = docx.Document()
    package.strip(drawn)
    styles.install(drawn)
    section = page.set_up(drawn, document.kind.form)
    letter = document.kind.form == Form.LETTER
    lift = page.FOOTER_DISTANCE_MM - LETTER_RULE_BOTTOM_MM if letter else 0.0
    footer.draw_page_numbers(section, points(lift))
    if letter and not document.of_parties:
        footer.fill_first(section, redhead.letter_header(document), redhead.letter_footer())
    _fill(drawn.element.body, _parts(drawn, document))
    package.describe(drawn, document)
    return package.save(drawn, document.dated_on)


def _parts(drawn, document: OfficialDocument) -> list:
    """Head, title, body, signature, attachments, imprint."""
    minutes = document.kind.form == Form.MINUTES
    before = LINE if minutes else 2 * LINE
    return [
        *redhead.draw_head(document),
        text.draw_title(document.title, document.words, before=before),
        *text.draw_addressees(document.addressees),
        *text.draw_body(document.body),
        *text.draw_attachment_list(document.attachments),
        *(redhead.draw_attendance(document) if minutes else signature.draw_signature(document)),
        *text.draw_attachments(document),
        *endmatter.draw_imprint(document, verification.draw_verification(drawn, document.verification)),
    ]


def _fill(body, elements: list) -> None:
    """Everything before the section's properties, which must stay last."""
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    for element in elements:
        body[-1].addprevious(element)
