"""Small real files for tests."""

import base64
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from urllib.parse import quote, unquote

from docx import Document

from qingzhi.base.permits import SYSTEM, Actor

from .actions import store_file
from .models import StoredFile


def pdf_bytes(text: str = "Hello") -> bytes:
    """A PDF of one page with a line of Latin text."""
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def docx_bytes(*paragraphs: str, header: str = "") -> bytes:
    """A Word document with these paragraphs."""
    document = Document()
    for text in paragraphs or ("正文",):
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_bytes(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return out.getvalue()


def a_file(actor: Actor = SYSTEM, *, name: str = "说明.txt", data: bytes = "说明".encode()) -> StoredFile:
    """A stored file."""
    return store_file(actor=actor, name=name, data=data)


def web_archive(words: str = "标注“示例”商标的保温杯 3.50 元") -> bytes:
    """A page as a browser saves it whole, with a script in it."""
    page = f"<html><head><script>alert('运行了')</script></head><body><h1>示例网店</h1><p onclick='alert(1)'>{words}</p></body></html>"
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://shop.example/item/1\r\nSubject: shop\r\n"
        "Date: Mon, 02 Jul 2018 09:12:00 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n'
        "------b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return f"{head}{page}\r\n------b--\r\n".encode()


def told_by(data: bytes, secrets: Iterable[str]) -> list[str]:
    """Which of some secrets a produced file tells anywhere: every part of a package, every stream of a PDF, every way of writing.

    Looks as somebody would who wants them back: properties, comments, struck-out text, attributes, older revisions of a PDF, base64,
    percent signs, entities, UTF-16 and hexadecimal strings; not only what a reader's program shows.
    """
    layers = list(_layers(data))
    return [one for one in secrets if any(form in layer for layer in layers for form in _written(one))]


def _layers(data: bytes) -> Iterable[bytes]:
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name.encode()
                yield package.getinfo(name).comment
                yield from _layers(package.read(name))
            yield package.comment
    elif data.startswith(b"%PDF"):
        yield from (_inflated(one[1]) for one in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL))
        yield _shown_of(data)
    else:
        text = data.decode("utf-8", "replace")
        yield "".join(re.sub(r"<[^>]*>", "", text).split()).encode()  # a word cut by marks is one word again
        yield html.unescape(text).encode()
        yield unquote(text).encode()
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda sign: chr(int(sign[1], 16)), text).encode("utf-8", "replace")


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return data


def _shown_of(data: bytes) -> bytes:
    """The text of a PDF's pages, its properties, its bookmarks and its attachments."""
    import pypdfium2

    found = pypdfium2.PdfDocument(data)
    told = [*found.get_metadata_dict().values(), *(one.get_title() for one in found.get_toc())]
    for page in found:
        told.append("".join(page.get_textpage().get_text_range().split()))
    for place in range(found.count_attachments()):
        held = found.get_attachment(place)
        told += [held.get_name(), bytes(held.get_data()).decode("utf-8", "replace")]
    return "\n".join(told).encode()


def _written(secret: str) -> tuple[bytes, ...]:
    """A secret as files write it."""
    wide = secret.encode("utf-16-be")
    plain = secret.encode()
    return (
        plain, wide, secret.encode("utf-16-le"), wide.hex().encode(), wide.hex().upper().encode(), quote(secret).encode(),
        base64.b64encode(plain).rstrip(b"=")[:-1],
    )  # fmt: skip
