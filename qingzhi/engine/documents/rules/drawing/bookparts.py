"""The parts of a bound report: contents, chapters with pictures and tables, the appendix of notes."""

from __future__ import annotations

import io
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

from . import box, fonts, styles, verification
from .bookmodel import Book, Content, Line, Note, NoteGroup, Picture, Section, Tabled
from .layout import TEXT_WIDTH_MM, points, width_of
from .model import Paragraph
from .ooxml import border, el, paragraph, run, run_of
from .tables import cell_margins, column_twips, draw_table, fixed_table
from .text import INDENT

REMARK = fonts.Face(size=9.0, color="555555")
NOTE, NOTE_HEAD = fonts.Face(size=8.5), fonts.Face(font=fonts.HEI, size=10.0)
CONTENTS = fonts.TEXT.but(size=14.0)
COLUMNS = 5  # notes side by side, one less where their labels are long
LONGEST_LABEL = 9.5  # characters
TALLEST_MM = 120.0
VERIFICATION_LINE = 46.0


class Writer:
    """Draws one book into one file, counting bookmarks and pictures."""

    def __init__(self, document: Any, book: Book):
        self.document, self.book = document, book
        self._ids = 100

    def contents(self) -> list:
        """「目　录」: each heading with dots to its page."""
        title = run("目　录", fonts.TITLE)
        lines = [paragraph(title, style=styles.BODY, align="center", line=33, after=14)]
        headings = self._headings()
        pages = self.book.pages if len(self.book.pages) == len(headings) else (1,) * len(headings)
        lines += [self._entry(*heading, page) for heading, page in zip(headings, pages, strict=True)]
        return lines

    def body(self) -> list:
        """Chapters, each on a page of its own unless they flow, then the appendix and the code."""
        elements: list[Any] = []
        names = iter([name for _, name, _ in self._headings()])
        for number, chapter in enumerate(self.book.chapters):
            elements.append(
                self._heading(1, chapter.title, next(names), page_break=number > 0 and not self.book.flowing)
            )
            for content in chapter.content:
                name = next(names) if isinstance(content, Section) else ""
                elements += self._content(content, name)
        if self.book.notes:
            elements += self._appendix(next(names))
        shown = verification.draw_verification(self.document, self.book.verification)
        if shown is not None:
            elements.append(box.at_foot([shown], VERIFICATION_LINE, style=styles.IMPRINT))
        return elements

    def _headings(self) -> list[tuple[int, str, str]]:
        """(level, bookmark, text) of everything that the contents list."""
        found: list[tuple[int, str]] = []
        for chapter in self.book.chapters:
            found.append((1, chapter.title))
            found += [(2, one.text) for one in chapter.content if isinstance(one, Section)]
        if self.book.notes:
            found.append((1, self.book.appendix_title))
        return [(level, f"_Toc{place:04}", text) for place, (level, text) in enumerate(found, 1)]

    def _entry(self, level: int, name: str, text: str, page: int) -> Any:
        marks = [
            el("fldChar", fldCharType="begin"),
            _instruction(f" PAGEREF {name} \\h "),
            el("fldChar", fldCharType="separate"),
        ]
        field = [run_of(mark, face=CONTENTS) for mark in marks]
        field += [run(str(page), CONTENTS), run_of(el("fldChar", fldCharType="end"), face=CONTENTS)]
        link = el("hyperlink", run(text, CONTENTS), run_of(el("tab"), face=CONTENTS), *field, anchor=name, history="1")
        options: dict[str, Any] = {
            "tabs": ((points(TEXT_WIDTH_MM), "right"),),
            "left": (level - 1) * INDENT,
            "align": "left",
        }
        entry = paragraph(link, style=styles.BODY, line=26, **options)
        entry.xpath(".//w:tabs/w:tab")[0].set(qn("w:leader"), "dot")
        return entry

    def _heading(self, level: int, text: str, name: str, *, page_break: bool = False) -> Any:
        self._ids += 1
        mark = str(self._ids)
        content = (
            el("bookmarkStart", id=mark, name=name),
            run(text, fonts.HEADINGS[level]),
            el("bookmarkEnd", id=mark),
        )
        options: dict[str, Any] = {"first": INDENT, "keep_next": True, "outline": level - 1, "page_break": page_break}
        return paragraph(*content, style=styles.HEADING[level], **options)

    def _content(self, content: Content, name: str) -> list:
        if isinstance(content, Section):
            return [self._heading(2, content.text, name)]
        if isinstance(content, Picture):
            return self._picture(content)
        if isinstance(content, Tabled):
            return [*draw_table(content.table), self._remark(content.remark)]
        if isinstance(content, Paragraph):
            return [paragraph(run(content.text, fonts.TEXT), style=styles.BODY, first=INDENT)]
        return [self._line(content)]

    def _line(self, line: Line) -> Any:
        runs: list[Any] = []
        for span in line.spans:
            runs.append(run(span.text, fonts.TEXT))
            ranges = _ranges(span.notes)
            for place, (first, text) in enumerate(ranges):
                shown = f"{',' if place else '['}{text}{']' if place == len(ranges) - 1 else ''}"
                runs.append(el("hyperlink", _above(shown), anchor=_note_name(first), history="1"))
        return paragraph(*runs, style=styles.BODY, first=INDENT)

    def _picture(self, picture: Picture) -> list:
        stored = self.document.part.new_pic_inline(io.BytesIO(picture.png), width=Mm(picture.width_mm))
        if stored.extent.cy > Mm(TALLEST_MM):
            stored.extent.cx, stored.extent.cy = (
                round(stored.extent.cx * Mm(TALLEST_MM) / stored.extent.cy),
                Mm(TALLEST_MM),
            )
            size = stored.graphic.graphicData.pic.spPr
            size.cx, size.cy = stored.extent.cx, stored.extent.cy
        self._ids += 1
        stored.docPr.set("id", str(self._ids))
        stored.docPr.set("name", picture.caption)
        stored.docPr.set("descr", picture.alternative)
        drawing = el("drawing")
        drawing.append(stored)
        shown = run_of(drawing, face=fonts.TABLE_CELL)
        caption = run(picture.caption, fonts.TABLE_HEAD)
        return [
            paragraph(shown, style=styles.CELL, line=12, rule="auto", align="center", keep_next=True, before=8),
            paragraph(caption, style=styles.CAPTION, line=20, align="center", keep_next=bool(picture.remark)),
            *([self._remark(picture.remark)] if picture.remark else []),
        ]

    def _remark(self, text: str) -> Any:
        return paragraph(run(text, REMARK), style=styles.CELL, line=13, rule="atLeast", align="center", after=8)

    def _appendix(self, name: str) -> list:
        heading = self._heading(1, self.book.appendix_title, name, page_break=True)
        text = paragraph(run(self.book.appendix_text, fonts.TEXT), style=styles.BODY, first=INDENT, after=6)
        return [heading, text, *(element for group in self.book.notes for element in self._group(group))]

    def _group(self, group: NoteGroup) -> list:
        longest = max((width_of(f"[{one.number}]{one.label}") for one in group.notes), default=0)
        side_by_side = COLUMNS if longest <= LONGEST_LABEL else COLUMNS - 1
        columns = column_twips((), side_by_side)
        rows = []
        for start in range(0, len(group.notes), side_by_side):
            cells = [self._note(one, width) for one, width in zip(group.notes[start:], columns, strict=False)]
            cells += [_empty(width) for width in columns[len(cells) :]]
            rows.append(el("tr", el("trPr", el("cantSplit")), *cells))
        title = paragraph(
            run(group.title, NOTE_HEAD), style=styles.CELL, line=18, align="left", keep_next=True, before=4
        )
        edges = [border(edge, points=0.25, color="BBBBBB") for edge in ("top", "bottom", "insideH")]
        return [title, fixed_table(columns, rows, el("tblBorders", *edges), cell_margins(top=30, side=20, bottom=30))]

    def _note(self, note: Note, width: int) -> Any:
        self._ids += 1
        mark = str(self._ids)
        head = (
            el("bookmarkStart", id=mark, name=_note_name(note.number)),
            run(f"[{note.number}]{note.label}", NOTE),
            el("bookmarkEnd", id=mark),
        )
        code = self._outside(note.url, run(note.code, NOTE)) if note.url else run(note.code, NOTE)
        lines = [head, (run(note.value, NOTE),), (code,)]
        shown = [paragraph(*runs, style=styles.CELL, line=11, align="left") for runs in lines]
        return el("tc", el("tcPr", el("tcW", w=width, type="dxa")), *shown)

    def _outside(self, url: str, shown: Any) -> Any:
        link = el("hyperlink", shown, history="1")
        link.set(qn("r:id"), self.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link


def _ranges(notes: tuple[int, ...]) -> list[tuple[int, str]]:
    """Runs of notes, each by its first: 「4」, 「7—12」."""
    runs: list[list[int]] = []
    for number in sorted(notes):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    split = [part for one in runs for part in ([one] if len(one) > 2 else [[number] for number in one])]
    return [(one[0], f"{one[0]}—{one[-1]}" if len(one) > 1 else str(one[0])) for one in split]


def _above(text: str) -> Any:
    """A run set above the line."""
    shown = run(text, fonts.TEXT)
    shown.rPr.xpath("./w:lang")[0].addprevious(el("vertAlign", val="superscript"))
    return shown


def _instruction(text: str) -> Any:
    instruction = el("instrText")
    instruction.text = text
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return instruction


def _note_name(number: int) -> str:
    return f"note{number}"


def _empty(width: int) -> Any:
    return el("tc", el("tcPr", el("tcW", w=width, type="dxa")), paragraph(style=styles.CELL, line=11))
