"""The title, whom it addresses, and the body 「正文」 with its four levels of headings."""

from __future__ import annotations

import re
from typing import Any

from . import fonts, styles
from .layout import CHARACTER, CHARACTERS_PER_LINE, TITLE_CHARACTERS, width_of
from .model import Attachment, Block, Heading, Item, OfficialDocument, Paragraph, Table
from .ooxml import keep_with_next, line_break, paragraph, run, safe
from .tables import draw_table
from .titles import break_title

INDENT = 2 * CHARACTER
TITLE_LINE = 33.0
UNBREAKABLE = re.compile(r"[!-~]{9,}")  # wider than four characters of the line
LONGEST_HELD = 10 * CHARACTERS_PER_LINE


def draw_title(text: str, words=(), *, before: float = 0.0, page_break: bool = False):
    """The title as one paragraph, so that it is one heading, with breaks where the sense allows them."""
    safe_lines = "\n".join(safe(line) for line in text.split("\n"))
    lines = break_title(safe_lines, TITLE_CHARACTERS, words)
    runs = []
    for position, line in enumerate(lines):
        runs += [line_break(fonts.TITLE)] if position else []
        runs.append(run(line, fonts.TITLE))
    options: dict[str, Any] = {
        "align": "center",
        "line": TITLE_LINE,
        "before": before,
        "keep_next": True,
        "page_break": page_break,
    }
    return paragraph(*runs, style=styles.TITLE, **options)


def draw_addressees(addressees: tuple[str, ...]) -> list:
    """「主送机关」: one empty line below the title, at the left edge, closed by a full-width colon."""
    lines = [paragraph(style=styles.BODY, keep_next=True)]
    if addressees:
        names = "、".join(addressees) if not any("、" in name for name in addressees) else "，".join(addressees)
        lines.append(paragraph(run(f"{names}：", fonts.TEXT), style=styles.BODY, keep_next=True))
    return lines


def draw_body(blocks: tuple[Block, ...]) -> list:
    """The blocks in order; two tables in a row are kept apart, or a viewer would make one of them."""
    elements: list = []
    previous = None
    for block in blocks:
        if isinstance(block, Table) and isinstance(previous, Table) and not (block.caption or block.unit):
            elements.append(paragraph(style=styles.BODY))
        elements += _draw_block(block)
        previous = block
    _hold_end(elements)
    return elements


def _hold_end(elements: list) -> None:
    """Keep the end of the body beside the signature, which may not stand on a page alone.

    LibreOffice then moves the whole paragraph where Word moves its last lines, so a very long one is let go.
    """
    last = elements[-1]
    if width_of("".join(last.xpath("self::w:p//w:t/text()"))) <= LONGEST_HELD:
        keep_with_next(last)


def _draw_block(block: Block) -> list:
    if isinstance(block, Table):
        return draw_table(block)
    if isinstance(block, Heading):
        return [_draw_heading(block)]
    if isinstance(block, Item):
        text = block.number + block.text
        return [paragraph(run(text, fonts.TEXT), style=styles.BODY, first=INDENT, **_flow(text))]
    if isinstance(block, Paragraph):
        lead = [run(block.lead, fonts.LEAD)] if block.lead else []
        return [paragraph(*lead, run(block.text, fonts.TEXT), style=styles.BODY, first=INDENT, **_flow(block.text))]
    raise TypeError(f"正文中不能有 {type(block).__name__}")


def _flow(text: str) -> dict[str, Any]:
    """A number or digest that cannot be broken moves to the next line; justified, the line before it would be stretched."""
    return {"align": "left"} if UNBREAKABLE.search(text) else {}


def _draw_heading(heading: Heading):
    """A heading; with text running in it is an ordinary paragraph of an outline level, not glued to the next."""
    runs = [run(heading.text, fonts.HEADINGS[heading.level])]
    if heading.run_in:
        runs.append(run(heading.run_in, fonts.TEXT))
    options: dict[str, Any] = {"first": INDENT, "keep_next": not heading.run_in, "outline": heading.level - 1}
    return paragraph(*runs, style=styles.HEADING[heading.level], **options)


def draw_attachment_list(attachments: tuple[Attachment, ...]) -> list:
    """「附件说明」: one empty line below the body, indented by two; further entries stand under the first."""
    if not attachments:
        return []
    elements = [paragraph(style=styles.BODY, keep_next=True)]
    numbered = len(attachments) > 1
    for position, attachment in enumerate(attachments, 1):
        label = "附件：" if position == 1 else ""
        number = f"{position}." if numbered else ""
        left = INDENT + (3 + len(number) / 2) * CHARACTER
        hanging = left - INDENT if position == 1 else len(number) / 2 * CHARACTER
        text = run(f"{label}{number}{attachment.title}", fonts.TEXT)
        elements.append(paragraph(text, style=styles.BODY, left=left, hanging=hanging, keep_next=True))
    return elements


def draw_attachments(document: OfficialDocument) -> list:
    """Each attachment with a body on a page of its own: 「附件」 at the edge in 黑体, its title on the third line."""
    elements: list = []
    numbered = len(document.attachments) > 1
    for position, attachment in enumerate(document.attachments, 1):
        if attachment.body:
            label = f"附件{position}" if numbered else "附件"
            elements.append(paragraph(run(label, fonts.MARK), style=styles.BODY, page_break=True, keep_next=True))
            elements.append(paragraph(style=styles.BODY, keep_next=True))
            elements.append(draw_title(attachment.title, document.words))
            elements.append(paragraph(style=styles.BODY, keep_next=True))
            elements += draw_body(attachment.body)
    return elements
