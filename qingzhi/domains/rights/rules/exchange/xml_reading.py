"""Records out of XML files, one at a time: no entities, no DTD, no network, no endless depth or text. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from qingzhi.engine.imports.rules.shapes import FileRefused

MOST_RECORD = 64 * 1024 * 1024  # of file between the end of one record and the end of the next
_PIECE = 1024 * 1024
_BLANKS = re.compile(r"\s+")
_TROUBLES = (
    ("amplification", "XML 含有成倍展开的实体，不予读取"),
    ("Text node too long", "XML 中有超过 10 MB 的文本，不予读取"),
    ("Excessive depth", "XML 嵌套超过 256 层，不予读取"),
    ("Entity", "XML 引用了未声明的实体，不予读取"),
    ("entity", "XML 引用了实体，不予读取"),
)


def names(*tags: str) -> re.Pattern[bytes]:
    """Finds the beginning of one of these elements, in any namespace, among the first bytes of a file."""
    return re.compile(rb"<(?:[\w.-]+:)?(?:" + "|".join(tags).encode() + rb")[\s/>]")


def begins_with(head: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Whether the beginning of a file is XML in which the pattern stands; UTF-16 too."""
    plain = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:2] in (b"<\0", b"\0<") else head
    return plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and bool(pattern.search(plain))


def records(path: Path, *tags: str) -> Iterator[Any]:
    """Every element of these local names that does not lie within another, each let go of after use."""
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = since = 0
    with path.open("rb") as file:
        while True:
            piece = file.read(_PIECE)
            _fed(parser, piece)
            since += len(piece)
            for event, element in _events(parser):
                if event == "start":
                    if depth == 0:
                        _refuse_entities(element)
                    depth += 1
                    continue
                depth -= 1
                if depth == 0:
                    yield element
                    _let_go(element)
                    since = 0
            if not piece:
                return
            if since > MOST_RECORD:
                raise FileRefused(f"XML 中有一段超过 {MOST_RECORD >> 20} MB 没有完整的记录，不予读取")


def _fed(parser: Any, piece: bytes) -> None:
    try:
        if piece:
            parser.feed(piece)
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from error


def _events(parser: Any) -> Iterator[tuple[str, Any]]:
    try:
        yield from parser.read_events()
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from error


def _refusal(error: etree.XMLSyntaxError) -> FileRefused:
    told = [str(error), *(entry.message for entry in error.error_log)]
    for mark, sentence in _TROUBLES:
        if any(mark in one for one in told):
            return FileRefused(sentence)
    line = max([error.lineno or 0, *(entry.line for entry in error.error_log)])
    return FileRefused("XML 不完整或有错误，无法读取", line or None)


def _refuse_entities(element: Any) -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise FileRefused("XML 声明了实体，不予读取")


def _let_go(element: Any) -> None:
    """Empty a record and drop what stands before it, so that memory does not grow with the file."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]


@lru_cache(maxsize=1_000)
def _anywhere(path: str) -> str:
    return "/".join(step if step in (".", "") or step.startswith("{") else f"{{*}}{step}" for step in path.split("/"))


def every(element: Any, path: str) -> list[Any]:
    """The elements at a path of local names (`A/B`, `.//C`), in any namespace."""
    return list(element.iterfind(_anywhere(path)))


def first(element: Any, *paths: str) -> Any:
    """The first element at the first of these paths that leads anywhere; None for none."""
    for path in paths:
        found = element.find(_anywhere(path))
        if found is not None:
            return found
    return None


def text_of(element: Any) -> str:
    """All text within an element, blanks run together; "" for None."""
    if element is None:
        return ""
    return _BLANKS.sub(" ", "".join(element.itertext())).strip()


def text(element: Any, *paths: str) -> str:
    """The text at the first of these paths that holds any."""
    for path in paths:
        for found in element.iterfind(_anywhere(path)):
            if words := text_of(found):
                return words
    return ""


def local(element: Any) -> str:
    """An element's name without its namespace."""
    return etree.QName(element).localname


def attribute(element: Any, name: str) -> str:
    """An attribute by its local name, in any namespace."""
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return ""


def joined(parts: list[str]) -> str:
    """Several values in one cell, each once, as the writers take them apart again."""
    return ";".join(dict.fromkeys(part.replace("；", "，").replace(";", "，") for part in parts if part))


def day(text: str) -> str:
    """A date of either standard (20170629, 2017-06-29+08:00) as ISO text; "" for none and for zeros."""
    digits = text.strip().replace("-", "")[:8]
    if len(digits) != 8 or not digits.isdigit() or digits == "00000000":
        return ""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
