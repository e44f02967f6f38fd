"""Finding one's way in XML of any namespace: paths of local names, texts, dates, several values in one cell. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from qingzhi.engine.imports.rules.markup import elements

_BLANKS = re.compile(r"\s+")


def names(*tags: str) -> re.Pattern[bytes]:
    """Finds the beginning of one of these elements, in any namespace, among the first bytes of a file."""
    return re.compile(rb"<(?:[\w.-]+:)?(?:" + "|".join(tags).encode() + rb")[\s/>]")


def begins_with(head: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Whether the beginning of a file is XML in which the pattern stands; UTF-16 too."""
    plain = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:2] in (b"<\0", b"\0<") else head
    return plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and bool(pattern.search(plain))


def records(path: Path, *tags: str) -> Iterator[Any]:
    """Every element of these local names that does not lie within another, each let go of after use."""
    with path.open("rb") as file:
        yield from elements(file, *tags)


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
