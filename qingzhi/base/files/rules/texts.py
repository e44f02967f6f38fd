"""The text of a file, as far as it is cheap to have, to look for a classification mark. Pure.

Word: body, headers, footers, notes and text boxes; Excel: strings; PowerPoint: slides; text files whole; PDF: its first
pages, read by another process, because the reader is native code that a crafted file may crash or stall.
"""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from .archives import archived_page
from .kinds import Kind, text_encoding
from .packages import PackageDamaged

MOST_CHARACTERS = 2_000_000
SECONDS = 30
_PARTS = {
    "docx": re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"),
    "pptx": re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml"),
    "ofd": re.compile(r".*Content\.xml", re.IGNORECASE),
}
_READER = Path(__file__).with_name("pdf_reader.py")


class TextUnreadable(Exception):
    """The file is damaged or asks for a password."""


def text_of(path: Path, kind: Kind) -> str:
    """The text; empty for pictures and where nothing could be read in time. Raises `TextUnreadable`."""
    if kind.code in _PARTS:
        return _package_text(path, _PARTS[kind.code])
    if kind.code in {"txt", "csv"}:
        with path.open(encoding=text_encoding(path) or "utf-8", errors="replace") as file:
            return file.read(MOST_CHARACTERS)
    if kind.code == "mhtml":
        return archived_page(path).text
    return _pdf_text(path) if kind.code == "pdf" else ""


def _package_text(path: Path, wanted: re.Pattern[str]) -> str:
    found: list[str] = []
    length = 0
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if wanted.fullmatch(name) and length < MOST_CHARACTERS:
                found.append("".join(_words(package, name, MOST_CHARACTERS - length)))
                length += len(found[-1])
    return "\n".join(found)


def _words(package: zipfile.ZipFile, name: str, most: int) -> Iterator[str]:
    """The texts of one part; a new line after each paragraph. Neither entities nor addresses are followed."""
    length = 0
    try:
        with package.open(name) as part:
            for _, node in etree.iterparse(part, resolve_entities=False, no_network=True, load_dtd=False):
                local = etree.QName(node).localname if isinstance(node.tag, str) else ""
                if local in {"t", "v", "TextCode"} and node.text:
                    yield node.text
                    length += len(node.text)
                elif local in {"p", "si", "row"}:
                    yield "\n"
                if local in {"p", "si", "row"}:
                    node.clear()
                if length > most:
                    return
    except (etree.XMLSyntaxError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise PackageDamaged("内部的 XML 已损坏") from error


def _pdf_text(path: Path) -> str:
    command = [sys.executable, "-I", str(_READER), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ""
    if done.returncode == 3:
        raise TextUnreadable("PDF 已损坏或设有打开密码")
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
