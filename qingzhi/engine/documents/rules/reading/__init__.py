"""Files of a notice → text and tables, with one clear sentence where that cannot be done.

Public face: `read_document(path_or_bytes, name) -> ReadDocument`, `ReadDocument`, `TextTable`, `Cell`,
`UnreadableDocument`, `normalise`.
"""

from .model import Cell, ReadDocument, TextTable, UnreadableDocument
from .normalise import normalise
from .read import read_document

__all__ = ["Cell", "ReadDocument", "TextTable", "UnreadableDocument", "normalise", "read_document"]
