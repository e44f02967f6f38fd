"""Filling a template: docxtpl puts the values in, the locked language decides what may be asked."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from ..drawing.layout import chinese_date
from ..drawing.model import Verification
from ..drawing.package import save
from ..drawing.verification import QR_MM, qr_png
from .cleaning import clean
from .language import environment

FOOTNOTES = "wordprocessingml.footnotes+xml"


@dataclass(frozen=True)
class FilledTemplate:
    """A template with its values, to be drawn as soon as its number and code are known."""

    number: str
    title: str
    template: bytes = field(repr=False)
    values: Mapping[str, object]
    dated_on: date
    issuer: str = ""
    addressee: str = ""

    def fingerprint(self) -> bytes:
        """SHA-256 over the template and everything that it says: what the verification code is derived from."""
        said = {
            "template": hashlib.sha256(self.template).hexdigest(), "values": dict(self.values), "number": self.number,
            "title": self.title, "on": self.dated_on, "issuer": self.issuer, "addressee": self.addressee,
        }  # fmt: skip
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()).digest()

    def draw(self, verification: Verification | None) -> bytes:
        """The filled .docx; the same content gives the same bytes."""
        word = DocxTemplate(io.BytesIO(self.template))
        word.init_docx()
        word.render({**self.values, **self._house(word, verification)}, environment(), autoescape=True)
        clean(word.docx)
        self._describe(word.docx.core_properties)
        return save(word, self.dated_on)

    def _describe(self, properties: Any) -> None:
        """Properties of the file from what it says: no clock, not whoever made the template."""
        properties.title, properties.subject = self.title[:255], self.number[:255]
        properties.author = properties.last_modified_by = self.issuer[:255]
        properties.created = properties.modified = datetime.combine(self.dated_on, time())

    def _house(self, word: DocxTemplate, verification: Verification | None) -> dict[str, Any]:
        qr: Any = ""
        if verification is not None:
            qr = InlineImage(word, io.BytesIO(qr_png(verification)), width=Mm(QR_MM), height=Mm(QR_MM))
        return {
            "number": self.number,
            "title": self.title,
            "issuer": self.issuer,
            "addressee": self.addressee,
            "issued_on": chinese_date(self.dated_on),
            "verification_code": verification.code if verification else "",
            "verification_url": verification.address if verification else "",
            "verification_qr": qr,
        }


def parts_of(data: bytes) -> Iterator[str]:
    """The texts of a template that the filling looks at, as it looks at them: body, headers, footers, footnotes."""
    word = DocxTemplate(io.BytesIO(data))
    word.init_docx()
    yield word.patch_xml(word.get_xml())
    for uri in (word.HEADER_URI, word.FOOTER_URI):
        for _, part in word.get_headers_footers(uri):
            yield word.patch_xml(word.get_part_xml(part))
    for part in word.docx.part.package.parts:
        if part.content_type.endswith(FOOTNOTES):
            yield word.patch_xml(part.blob.decode("utf-8"))
