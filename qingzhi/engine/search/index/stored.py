"""What the index keeps of a document to show it: packed as one value."""

import json
from dataclasses import dataclass
from datetime import date

from ..sources import Document


@dataclass(frozen=True)
class Kept:
    """A found document as it was when it was indexed."""

    kind: str
    id: int
    number: str
    title: str
    text: str
    on: date | None


def pack(document: Document, longest: int) -> bytes:
    on = document.on.isoformat() if document.on else ""
    values = [document.kind, document.id, document.number, document.title, document.text[:longest], on]
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def unpack(packed: bytes) -> Kept:
    kind, id, number, title, text, on = json.loads(packed)
    return Kept(kind, id, number, title, text, date.fromisoformat(on) if on else None)
