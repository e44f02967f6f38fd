"""Elements out of XML, one at a time, from a stream of any length: no entities, no DTD, no network, no endless depth or text."""

from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from .shapes import FileRefused

MOST_RECORD = 64 * 1024 * 1024  # of file between the end of one record and the end of the next
_PIECE = 1024 * 1024
_TROUBLES = (
    ("amplification", "XML 含有成倍展开的实体，不予读取"),
    ("Text node too long", "XML 中有超过 10 MB 的文本，不予读取"),
    ("Excessive depth", "XML 嵌套超过 256 层，不予读取"),
    ("Entity", "XML 引用了未声明的实体，不予读取"),
    ("entity", "XML 引用了实体，不予读取"),
)


def elements(file: IO[bytes], *tags: str, doctype: bool = True) -> Iterator[Any]:
    """Every element of these local names that does not lie within another, each let go of after use.

    A document type may be named (it is never fetched) where `doctype` says so; entities may be declared nowhere.
    """
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
    while True:
        piece = file.read(_PIECE)
        _fed(parser, piece)
        since += len(piece)
        for event, element in _events(parser):
            if event == "start":
                if depth == 0:
                    _refuse_entities(element, doctype)
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
        raise _refusal(parser, error) from error


def _events(parser: Any) -> Iterator[tuple[str, Any]]:
    try:
        yield from parser.read_events()
    except etree.XMLSyntaxError as error:
        raise _refusal(parser, error) from error


def _refusal(parser: Any, error: etree.XMLSyntaxError) -> FileRefused:
    """One sentence for the parser's own; the log of the error itself holds those of other files too."""
    log = list(parser.feed_error_log)
    told = [str(error), *(entry.message for entry in log)]
    for mark, sentence in _TROUBLES:
        if any(mark in one for one in told):
            return FileRefused(sentence)
    line = max([error.lineno or 0, *(entry.line for entry in log)])
    return FileRefused("XML 不完整或有错误，无法读取", line or None)


def _refuse_entities(element: Any, doctype: bool) -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and (not doctype or next(declared.iterentities(), None) is not None):
        raise FileRefused("XML 声明了实体或文档类型，不予读取")


def _let_go(element: Any) -> None:
    """Empty a record and drop what stands before it, so that memory does not grow with the file."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]
