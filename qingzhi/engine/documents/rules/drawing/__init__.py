"""Drawing official documents in the layout of GB/T 9704-2012 「党政机关公文格式」: content in, .docx bytes out.

Public face: `draw`, `fingerprint`, `break_title`, `fill` and the dataclasses of `model`.
"""

from .assemble import draw
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
    "Form",
    "Heading",
    "Item",
    "Kind",
    "OfficialDocument",
    "Paragraph",
    "Table",
    "TemplateError",
    "Urgency",
    "Verification",
    "break_title",
    "draw",
    "fill",
    "fill_line",
    "fingerprint",
    "placeholders",
]
