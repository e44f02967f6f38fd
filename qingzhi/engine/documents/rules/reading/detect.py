"""What kind of file it is, by content and not by its ending; what cannot be read is refused by name."""

import io
import re
import zipfile

from .model import UnreadableDocument

_REFUSED = [
    (b"\x89PNG", "这是一张PNG图片,请先识别文字(OCR)再导入"),
    (b"\xff\xd8\xff", "这是一张JPEG图片,请先识别文字(OCR)再导入"),
    (b"GIF8", "这是一张GIF图片,请先识别文字(OCR)再导入"),
    (b"II*\x00", "这是一张TIFF图片,请先识别文字(OCR)再导入"),
    (b"MM\x00*", "这是一张TIFF图片,请先识别文字(OCR)再导入"),
    (b"Rar!", "这是RAR压缩包,请解压后导入其中的通知文件"),
    (b"7z\xbc\xaf", "这是7z压缩包,请解压后导入其中的通知文件"),
    (b"\x1f\x8b", "这是gzip压缩包,请解压后导入其中的通知文件"),
    (b"BZh", "这是bzip2压缩包,请解压后导入其中的通知文件"),
    (b"\xfd7zXZ", "这是xz压缩包,请解压后导入其中的通知文件"),
    (b"{\\rtf", "这是RTF文件,请在文字处理软件里另存为.docx后导入"),
    (b"MZ", "这是可执行程序,不是通知文件"),
    (b"\x7fELF", "这是可执行程序,不是通知文件"),
    (b"SQLite format 3", "这是数据库文件,不是通知文件"),
]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_KINDS = [
    ("xl/", "电子表格(.xlsx)"),
    ("ppt/", "演示文稿(.pptx)"),
    ("OFD.xml", "OFD版式文件"),
    ("content.xml", "ODF文档"),
]
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<div[\s>]|<table[\s>]|<p[\s>]", re.I)


def kind_of(data: bytes) -> str:
    """`docx`, `pdf`, `html` or `txt`; anything else is refused."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocument("文件是空的")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        raise UnreadableDocument(_ole_message(data))
    for magic, message in _REFUSED:
        if data.startswith(magic) and not (magic in (b"MZ", b"BZh") and b"\x00" not in data[:512]):
            raise UnreadableDocument(message)
    if data.startswith(b"BM") and b"\x00\x00" in data[:32]:
        raise UnreadableDocument("这是一张BMP图片,请先识别文字(OCR)再导入")
    return "html" if _looks_like_html(data) else "txt"


def _looks_like_html(data: bytes) -> bool:
    head = data[:4096].replace(b"\x00", b"")
    if b"<w:wordDocument" in head or b"<pkg:package" in head:
        raise UnreadableDocument("这是Word的XML文件,请另存为.docx后导入")
    if head.lstrip().startswith(b"MIME-Version:"):
        raise UnreadableDocument("这是网页归档(.mht)文件,请另存为.html或.docx后导入")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and bool(_HTML.search(head))


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UnreadableDocument("文件已损坏:是压缩格式,但目录读不出来") from None
    if "word/document.xml" in names:
        return "docx"
    for prefix, what in _ZIP_KINDS:
        if any(name.startswith(prefix) for name in names):
            raise UnreadableDocument(f"这是{what},不是通知文件;请另存为.docx或.pdf后导入")
    raise UnreadableDocument("这是ZIP压缩包,请解压后导入其中的通知文件")


def _ole_message(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "文件加了密码,请去掉密码后导入"
    return "这是旧版Word(.doc)或WPS二进制文件,请另存为.docx后导入"
