"""WIPO ST.97 (JSON), the documented subset: what is read, and nothing else.

ST.97 names things as ST.96 does, in lowerCamelCase. A file is one object, an array of objects, objects one after the other,
or an object of a single bag; each object has one key that says what it is:

    {"patentPublication": {…}}   {"designApplication": {…}}   {"trademark": {…}} (also within "trademarkApplication"
    and "trademarkBag")   {"giApplication": {…}}   [{…}, {…}]   {"patentPublicationBag": [{…}, {…}]}

Below that, every key that the ST.96 readers of `st96` and `st96_marks` ask for is taken, by the same name with its first letter
small: "bibliographicData", "applicationIdentification", "applicationNumber" ("applicationNumberText"), "filingDate",
"patentPublicationIdentification" ("publicationNumber", "patentDocumentKindCode", "publicationDate", "ipOfficeCode"),
"inventionTitleBag", "partyBag" ("applicantBag", "assigneeBag", "inventorBag", "registeredPractitionerBag"),
"patentClassificationBag", "priorityClaimBag", "abstract", "claimTotalQuantity"; "registrationNumber", "registrationDate",
"expiryDate", "markCategory", "markCurrentStatusCode", "markRepresentation", "goodsServicesBag", "publicationBag",
"designBag"; "giData", "giNameBag", "geographicRegionDescriptionBag", "authorizedUser", and so on.
A bag may be an array of its members ("applicantBag": [{…}]) or an object with an array ("applicantBag": {"applicant": […]}).
Text beside attributes stands under "value", "$" or "#text"; attributes are keys of their own (with or without "@").
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from qingzhi.engine.imports.rules.markup import MOST_RECORD
from qingzhi.engine.imports.rules.shapes import FileRefused, RecordFormat

from . import st96, st96_marks
from .xml_reading import local

Found = dict[str, str]
_TEXTS = ("value", "$", "#text")
_ATTRIBUTES = {"languageCode", "sequenceNumber", "officeCode", "id"}
_INITIALISMS = {"ip": "IP", "gi": "GI", "ipc": "IPC", "ipcr": "IPCR", "cpc": "CPC", "wipo": "WIPO", "st": "ST"}
_INITIAL = re.compile(r"(ipcr|ipc|ip|gi|cpc|wipo|st)(?=[A-Z0-9]|$)")
_BAG = re.compile(r'\s*\{\s*"\w+Bag"\s*:\s*\[')
_PIECE = 1024 * 1024
_DEEPEST = 100
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


def objects(path: Path) -> Iterator[dict[str, Any]]:
    """Every object of a file, whatever brackets hold them, one at a time."""
    with path.open(encoding="utf-8-sig") as file:
        try:
            yield from _objects(file)
        except UnicodeDecodeError as error:
            raise FileRefused("JSON 文件不是 UTF-8 编码，无法读取") from error


def _objects(file: Any) -> Iterator[dict[str, Any]]:
    rest = file.read(_PIECE)
    opening = _BAG.match(rest)
    rest = rest[opening.end() :] if opening else rest.lstrip().removeprefix("[")
    count = 0
    while True:
        rest = rest.lstrip(", \t\r\n")
        if not rest or rest[0] in "]}":
            more = "" if rest else file.read(_PIECE)
            if not more:
                return
            rest = more
            continue
        found, end = _decoded(rest, count + 1)
        while found is None:
            more = file.read(max(_PIECE, len(rest)))
            if not more or len(rest) > MOST_RECORD:
                raise FileRefused(f"JSON 第 {count + 1} 条记录不完整或有错误，无法读取")
            rest += more
            found, end = _decoded(rest, count + 1)
        rest = rest[end:]
        count += 1
        if isinstance(found, dict):
            yield found


def _decoded(text: str, number: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text)
    except json.JSONDecodeError:
        return None, 0
    except RecursionError:
        raise FileRefused(f"JSON 第 {number} 条记录嵌套过深，不予读取") from None


def element(name: str, value: Any, depth: int = 0) -> Any:
    """A JSON value as the ST.96 element of that name."""
    if depth > _DEEPEST:
        raise FileRefused(f"JSON 嵌套超过 {_DEEPEST} 层，不予读取")
    made = etree.Element(_upper(name))
    if isinstance(value, dict):
        for key, held in value.items():
            _add(made, key, held, depth)
    elif isinstance(value, list):
        _add(made, name.removesuffix("Bag"), value, depth)
    elif value is not None:
        made.text = _text(value)
    return made


def _add(parent: Any, key: str, held: Any, depth: int) -> None:
    bare = key.lstrip("@")
    if key in _TEXTS:
        parent.text = _text(held)
    elif key.startswith("@") or (bare in _ATTRIBUTES and isinstance(held, str)):
        if re.fullmatch(r"[A-Za-z]\w*", bare):
            parent.set(bare, _text(held))
    elif isinstance(held, list) and not key.endswith("Bag"):
        for one in held:
            _member(parent, key, one, depth)
    elif re.fullmatch(r"[A-Za-z]\w*", key):
        parent.append(element(key, held, depth + 1))


def _member(parent: Any, key: str, one: Any, depth: int) -> None:
    """A member of a bag: it may name itself ({"applicant": {…}}) or be what the bag is named after."""
    if isinstance(one, dict) and len(one) == 1 and next(iter(one)).lower() == key.lower():
        one = next(iter(one.values()))
    if re.fullmatch(r"[A-Za-z]\w*", key):
        parent.append(element(key, one, depth + 1))


def _text(value: Any) -> str:
    text = "" if value is None else str(value)
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")


def _upper(name: str) -> str:
    """applicantBag → ApplicantBag, ipOfficeCode → IPOfficeCode, giData → GIData."""
    found = _INITIAL.match(name)
    return _INITIALISMS[found[1]] + name[found.end() :] if found else name[:1].upper() + name[1:]


def _reader(
    tags: tuple[str, ...], taken: Callable[[Any], list[Found]]
) -> Callable[[Path], Iterator[tuple[int, Found]]]:
    def read(path: Path) -> Iterator[tuple[int, Found]]:
        count = 0
        for found in objects(path):
            for name, value in found.items():
                whole = element(name, value)
                inside = [whole] if local(whole) in tags else [one for tag in tags for one in whole.iter(tag)]
                for one in inside:
                    for fields in taken(one):
                        count += 1
                        yield count, fields

    return read


def _recognises(*keys: str) -> Callable[[bytes], bool]:
    pattern = re.compile(rb'"(?:' + "|".join(keys).encode() + rb')(?:Bag)?"\s*:')
    return lambda head: head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and bool(pattern.search(head))


ST97_PATENTS = RecordFormat(
    "st97",
    "WIPO ST.97 专利 JSON",
    _recognises("patentPublication", "designApplication"),
    _reader((st96.PUBLICATION, st96.DESIGN), st96.patents),
)
ST97_MARKS = RecordFormat(
    "st97",
    "WIPO ST.97 商标 JSON",
    _recognises("trademark", "trademarkApplication"),
    _reader((st96_marks.MARK,), lambda one: [st96_marks.mark(one)]),
)
ST97_INDICATIONS = RecordFormat(
    "st97",
    "WIPO ST.97 地理标志 JSON",
    _recognises("giApplication"),
    _reader((st96_marks.INDICATION,), lambda one: [st96_marks.indication(one)]),
)
