"""The code by which anyone can check the document 「核验码」: small print and a QR picture in the imprint."""

from __future__ import annotations

import io
from typing import Any

import segno
from docx.shared import Mm

from . import fonts, styles
from .layout import SMALL_SIZE
from .model import Verification
from .ooxml import el, paragraph, run, run_of

QR_MM = 13


def draw_verification(document, verification: Verification | None):
    """One paragraph: the picture, the code, and where to check it; None without a code."""
    if verification is None:
        return None
    picture = document.part.new_pic_inline(io.BytesIO(qr_png(verification)), width=Mm(QR_MM), height=Mm(QR_MM))
    picture.docPr.set("descr", f"核验码 {verification.code} 的二维码")
    drawing = el("drawing")
    drawing.append(picture)
    where = f" 可在 {verification.address} 核验" if verification.address else " 可凭此码核验本文真伪"
    shown = run(f"核验码 {verification.code}{where}", fonts.SMALL_PRINT)
    image = run_of(drawing, face=fonts.SMALL_PRINT)
    options: dict[str, Any] = {
        "style": styles.IMPRINT,
        "line": 12,
        "rule": "atLeast",
        "before": 4,
        "left": SMALL_SIZE,
        "align": "left",
        "upright": "center",
    }
    return paragraph(image, shown, **options)


def qr_png(verification: Verification) -> bytes:
    """The address with the code appended, or the code alone; medium correction, four dots to a module."""
    content = f"{verification.address}{verification.code}" if verification.address else verification.code
    picture = io.BytesIO()
    segno.make(content, error="m", micro=False).save(picture, kind="png", scale=4, border=1)
    return picture.getvalue()
