"""The cover of a bound report: number, title, subtitle, who issues it and when."""

from __future__ import annotations

from . import fonts, styles
from .bookmodel import Book
from .layout import LINE, chinese_date
from .ooxml import line_break, paragraph, run, safe
from .titles import break_title

TITLE_LINE = 50.0
TITLE_WIDTH = 14  # characters of 30 pt in a line
COVER_TITLE = fonts.TITLE.but(size=30.0)
SUBTITLE = fonts.TEXT.but(font=fonts.KAI, size=18.0)
ISSUER = fonts.TEXT.but(font=fonts.HEI, size=18.0)
ABOVE, BELOW = 5 * LINE, 8 * LINE


def draw_cover(book: Book) -> list:
    """Centred lines; the issuer stands in the lower third."""
    number = run(book.number or book.draft_mark, fonts.TEXT)
    lines = [paragraph(number, style=styles.BODY, align="right")]
    runs = []
    broken = break_title(safe(book.title), TITLE_WIDTH, book.words)
    for place, text in enumerate(broken):
        runs += [line_break(COVER_TITLE)] if place else []
        runs.append(run(text, COVER_TITLE))
    lines.append(paragraph(*runs, style=styles.TITLE, align="center", line=TITLE_LINE, before=ABOVE))
    if book.subtitle:
        lines.append(paragraph(run(book.subtitle, SUBTITLE), style=styles.BODY, align="center", before=LINE))
    if book.number and book.draft_mark:
        lines.append(paragraph(run(book.draft_mark, SUBTITLE), style=styles.BODY, align="center", before=LINE))
    free = BELOW - TITLE_LINE * (len(broken) - 2)
    lines.append(paragraph(run(book.issuer, ISSUER), style=styles.BODY, align="center", before=max(free, LINE)))
    day = chinese_date(book.dated_on)
    lines.append(paragraph(run(day, SUBTITLE), style=styles.BODY, align="center", before=LINE / 2))
    return lines
