"""Drawing official documents in the layout of GB/T 9704-2012 「党政机关公文格式」: content in, .docx bytes out.

Public face: `draw`, `fingerprint`, `break_title`, `fill` and the dataclasses of `model`; of bound reports `draw_book`, `BoundReport`,
`pages_of` and the dataclasses of `bookmodel`.
"""

from .assemble import draw
from .book import BoundReport, draw_book, pages_of
from .bookmodel import Book, BookChapter, Line, Note, NoteGroup, Picture, Section, Span, Tabled
from .markup import TemplateError, fill, fill_line, placeholders
from .model import (
    Align,
    Attachment,
    Attendance,
    Block,
    Form,
    Heading,
    Item,
    Kind,
    OfficialDocument,
    Paragraph,
    Table,
    Urgency,
    Verification,
)
from .package import fingerprint
from .titles import break_title

__all__ = [
    "Align",
    "Attachment",
    "Attendance",
    "Block",
    "Book",
    "BookChapter",
    "BoundReport",
    "Form",
    "Heading",
    "Item",
    "Kind",
    "Line",
    "Note",
    "NoteGroup",
    "OfficialDocument",
    "Paragraph",
    "Picture",
    "Section",
    "Span",
    "Table",
    "Tabled",
    "TemplateError",
    "Urgency",
    "Verification",
    "break_title",
    "draw",
    "draw_book",
    "fill",
    "fill_line",
    "fingerprint",
    "pages_of",
    "placeholders",
]
