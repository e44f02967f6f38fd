"""Drawing a bound report in the type of GB/T 9704-2012: cover, contents with page numbers, chapters, appendix, verification.

Three sections: the cover without a page number, the contents in Roman figures, the report from page 1. The page numbers of the
contents are fields; `pages_of` reads them from a layout, so that they also stand right where nobody computes fields.
"""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time
from typing import Any

import docx
import pypdfium2

from . import bookparts, cover, footer, package, page, styles
from .bookmodel import Book
from .model import Form, Verification
from .ooxml import el, paragraph, safe


@dataclass(frozen=True)
class BoundReport:
    """A book that is drawn as soon as its number and code are known: what `issue_document` takes."""

    number: str
    book: Book

    def fingerprint(self) -> bytes:
        """SHA-256 over what it says; pages and code are no part of that."""
        said = asdict(replace(self.book, verification=None, pages=()))
        content = json.dumps(said, ensure_ascii=False, sort_keys=True, default=_digest)
        return hashlib.sha256(content.encode()).digest()

    def draw(self, verification: Verification | None) -> bytes:
        """The .docx; the same content always gives the same bytes."""
        return draw_book(replace(self.book, number=self.number, verification=verification))


def draw_book(book: Book) -> bytes:
    """The report as a .docx file."""
    drawn = docx.Document()
    package.strip(drawn)
    styles.install(drawn)
    section = page.set_up(drawn, Form.FILE)
    outside = deepcopy(section._sectPr)
    footer.draw_page_numbers(section)
    inside = _numbered(deepcopy(section._sectPr), "upperRoman")
    _numbered(section._sectPr, "decimal")
    if not book.pages:
        drawn.settings.element.insert(0, el("updateFields", val="true"))
    writer = bookparts.Writer(drawn, book)
    elements = [*cover.draw_cover(book), _end(outside), *writer.contents(), _end(inside), *writer.body()]
    body = drawn.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    for element in elements:
        body[-1].addprevious(element)
    _describe(drawn, book)
    return package.save(drawn, book.dated_on)


def _numbered(properties: Any, style: str) -> Any:
    """Page numbers of their own from 1."""
    columns = properties.xpath("./w:cols")[0]
    columns.addprevious(el("pgNumType", fmt=style, start="1"))
    return properties


def _end(properties: Any) -> Any:
    """The last paragraph of a section."""
    last = paragraph(style=styles.BODY, line=1)
    last.pPr.append(properties)
    return last


def _describe(drawn: Any, book: Book) -> None:
    """Core properties from the content alone: no clock, no user name."""
    written_at = datetime.combine(book.dated_on, time())
    properties = drawn.core_properties
    properties.title, properties.subject = safe(book.title)[:255], safe(book.number)[:255]
    properties.author = properties.last_modified_by = safe(book.issuer)[:255]
    properties.created = properties.modified = written_at
    properties.category, properties.language = "报告", "zh-CN"
    properties.comments = properties.keywords = ""
    properties.revision = 1


def pages_of(pdf: bytes) -> tuple[int, ...]:
    """The page numbers of the headings in their order, as a layout in PDF tells them; that of the first is 1."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        targets = [item.get_dest() for item in document.get_toc()]
        pages = [target.get_index() for target in targets if target is not None]
    finally:
        document.close()
    return tuple(page - pages[0] + 1 for page in pages)


def _digest(value: Any) -> str:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else str(value)
