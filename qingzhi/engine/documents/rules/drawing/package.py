"""The finished file: the same document always gives the same bytes, so that their hash means something."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import asdict, replace
from datetime import date, datetime, time

from .model import OfficialDocument
from .ooxml import safe

_UNUSED = ("stylesWithEffects", "webSettings", "theme", "customXml", "numbering", "thumbnail", "extended-properties")
_EARLIEST = date(1980, 1, 1)  # a zip file knows no earlier one


def fingerprint(document: OfficialDocument) -> bytes:
    """SHA-256 over what the document says, its verification code left out: what that code is derived from."""
    content = json.dumps(asdict(replace(document, verification=None)), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).digest()


def strip(document) -> None:
    """Drop the parts of python-docx's template that nothing here refers to."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_UNUSED)]:
            del relations[key]


def describe(document, content: OfficialDocument) -> None:
    """Core properties from the content alone: no clock, no user name."""
    properties = document.core_properties
    written_at = datetime.combine(content.dated_on, time())
    properties.title, properties.subject = _short(content.title), _short(content.number)
    properties.author = properties.last_modified_by = _short(content.signatory or content.issuer_head)
    properties.created = properties.modified = written_at
    properties.category, properties.language = content.kind.value, "zh-CN"
    properties.comments = properties.keywords = ""
    properties.revision = 1


def _short(text: str) -> str:
    """As much as a property may hold."""
    return safe(text.replace("\n", ""))[:255]


def save(document, day: date) -> bytes:
    """The package with its entries in a fixed order and dated to the document's day."""
    drawn = io.BytesIO()
    document.save(drawn)
    stamp = (*max(day, _EARLIEST).timetuple()[:3], 0, 0, 0)
    packed = io.BytesIO()
    with zipfile.ZipFile(drawn) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            target.writestr(entry, source.read(name), compresslevel=9)
    return packed.getvalue()
