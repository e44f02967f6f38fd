"""What a file is, by its content and never by its name. Pure: reads a file, touches nothing else."""

import codecs
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .packages import PackageDamaged, check_package, package_kind


@dataclass(frozen=True)
class Kind:
    """A kind that may be stored: code, official name, media type, endings; `inline` may be shown in the browser.

    `saved_as` is hung on its name when it is handed out, so that no program takes it for what it could run.
    """

    code: str
    title: str
    media_type: str
    endings: tuple[str, ...]
    inline: bool = False
    saved_as: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.code: kind
    for kind in (
        Kind("pdf", "PDF", "application/pdf", (".pdf",), inline=True),
        Kind("docx", "Word 文档", f"{_OFFICE}.wordprocessingml.document", (".docx",)),
        Kind("xlsx", "Excel 表格", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",)),
        Kind("pptx", "演示文稿", f"{_OFFICE}.presentationml.presentation", (".pptx",)),
        Kind("ofd", "OFD 版式文件", "application/ofd", (".ofd",)),
        Kind("png", "PNG 图片", "image/png", (".png",), inline=True),
        Kind("jpg", "JPG 图片", "image/jpeg", (".jpg", ".jpeg"), inline=True),
        Kind("txt", "文本", "text/plain; charset=utf-8", (".txt",)),
        Kind("csv", "CSV 表格", "text/csv; charset=utf-8", (".csv",)),
        Kind("mhtml", "网页存档", "application/x-mimearchive", (".mhtml", ".mht"), saved_as=".txt"),
        Kind("zip", "压缩包", "application/zip", (".zip",)),
    )
}
DOCUMENTS = ("pdf", "docx", "xlsx", "ofd", "png", "jpg", "txt")
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS.values()}

_KNOWN_EVIL = (
    (b"MZ", "可执行程序"),
    (b"\x7fELF", "可执行程序"),
    (b"#!", "脚本程序"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件（doc、xls、ppt），请另存为 docx、xlsx 或 pdf"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "GZIP 压缩包"),
    (b"{\\rtf", "RTF 文件，请另存为 docx 或 pdf"),
    (b"GIF8", "GIF 图片，请另存为 png 或 jpg"),
)
_MARKUP = (
    "<!doctype",
    "<html",
    "<svg",
    "<script",
    "<?xml",
    "<body",
    "<iframe",
    "<head",
    "<img",
    "<?php",
    "<meta",
    "<a ",
)
_LOOKED_AT = 4096


class KindUnknown(Exception):
    """The content is of no kind that may ever be stored; `what` says what it seems to be."""

    def __init__(self, what: str):
        super().__init__(what)
        self.what = what


def kind_of(path: Path, ending: str = "") -> Kind:
    """The kind of a file's content; `ending` only tells csv from txt. Raises `KindUnknown` or `PackageDamaged`."""
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    if not head:
        raise KindUnknown("空文件")
    if head.startswith(b"%PDF-"):
        return KINDS["pdf"]
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return KINDS["png"]
    if head.startswith(b"\xff\xd8\xff"):
        return KINDS["jpg"]
    if head.startswith(b"PK\x03\x04"):
        return KINDS[_package(path)]
    for start, what in _KNOWN_EVIL:
        if head.startswith(start):
            raise KindUnknown(what)
    if is_web_archive(head):
        return KINDS["mhtml"]
    _require_text(path, head)
    return KINDS["csv" if ending.lower() == ".csv" else "txt"]


def is_web_archive(head: bytes) -> bool:
    """Whether this is the beginning of a page as a browser saves it whole (RFC 2557): a mail whose parts belong together."""
    lines = head.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].lower()
    return b"mime-version:" in lines and b"content-type: multipart/related" in b" ".join(lines.split())


def titles(codes: Iterable[str]) -> str:
    """The kinds in words, for a refusal or a hint: pdf、docx、png."""
    return "、".join(code for code in KINDS if code in set(codes))


def text_encoding(path: Path) -> str | None:
    """UTF-8 or GB 18030, whichever reads all of it; None when neither does."""
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while part := file.read(1 << 16):
                    decoder.decode(part)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _package(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            check_package(package, path.stat().st_size)
            return package_kind(package)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise PackageDamaged("压缩结构已损坏或已加密") from error


def _require_text(path: Path, head: bytes) -> None:
    if b"\x00" in head or any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head):
        raise KindUnknown("无法识别的二进制文件")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().decode("latin-1")
    if start.startswith(_MARKUP) or "<script" in start:
        raise KindUnknown("网页或带标记的文件")
    if text_encoding(path) is None:
        raise KindUnknown("编码无法识别的文件")
