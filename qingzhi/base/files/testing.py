"""Small real files for tests."""

import io
import zipfile

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
