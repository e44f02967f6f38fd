"""Binding many PDFs in one: page numbers on every page, a table of contents in front whose lines say where. Pure but for pdfium.

The table of contents is drawn by the caller (it is a document); this counts pages, joins, and stamps 「第3页 共12页」.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

MARGIN = 28.0  # points from the lower edge
SIZE = 9.0


@dataclass(frozen=True)
class Leaf:
    """One paper of the volume."""

    title: str
    date: str
    data: bytes
    note: str = ""


def pages_in(data: bytes) -> int:
    document = pdfium.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def starts(leaves: Sequence[Leaf], before: int) -> list[int]:
    """On which page each paper begins, after so many pages of contents."""
    found, page = [], before + 1
    for leaf in leaves:
        found.append(page)
        page += pages_in(leaf.data)
    return found


def bound(parts: Sequence[bytes]) -> bytes:
    """The PDFs one after the other, each page numbered at its foot."""
    whole = pdfium.PdfDocument.new()
    opened = [pdfium.PdfDocument(part) for part in parts]
    try:
        for one in opened:
            whole.import_pages(one)
        for number in range(len(whole)):
            _stamp(whole, number, len(whole))
        out = BytesIO()
        whole.save(out)
        return out.getvalue()
    finally:
        for one in (*opened, whole):
            one.close()


def _stamp(whole: pdfium.PdfDocument, number: int, of: int) -> None:
    """「3 / 12」 in the right lower corner, in a font that every reader has."""
    page = whole[number]
    text = f"{number + 1} / {of}"
    width, _ = page.get_size()
    made = pdfium_c.FPDFPageObj_NewTextObj(whole.raw, b"Helvetica", ctypes.c_float(SIZE))
    signs = (text + "\x00").encode("utf-16-le")
    buffer = ctypes.cast(ctypes.create_string_buffer(signs), ctypes.POINTER(ctypes.c_ushort))
    pdfium_c.FPDFText_SetText(made, buffer)
    pdfium_c.FPDFPageObj_Transform(made, 1, 0, 0, 1, width - MARGIN - len(text) * SIZE * 0.55, MARGIN)
    pdfium_c.FPDFPage_InsertObject(page.raw, made)
    pdfium_c.FPDFPage_GenerateContent(page.raw)
    page.close()
