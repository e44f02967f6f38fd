"""National patent XML: the old form (cn-patent-document, an application of WIPO ST.36, from 2006) and the new one
(PatentDocumentAndRelated in the namespaces of www.sipo.gov.cn/XMLSchema, V2.2.1), inventions, utility models and designs.

Both are read into the same fields; a file may hold one document or many under any root.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qingzhi.engine.imports.rules.shapes import RecordFormat

from ...terms import PatentType, RightStatus
from .xml_reading import attribute, begins_with, day, every, first, joined, local, names, records, text, text_of

OLD, NEW = "cn-patent-document", "PatentDocumentAndRelated"
Found = dict[str, str]
_AGENCY_CODE = re.compile(r"\s*\(?\d{5}\)?$")
_POSTCODE = re.compile(r"^\d{6}\s+(?=\D)")
_VERSION = re.compile(r"\s*\((?:\d{4}(?:\.\d{2})?|\d{1,2})\)\s*(?:[A-Z]\w*)?$")
_TYPES = {"1": PatentType.INVENTION, "2": PatentType.UTILITY, "3": PatentType.DESIGN}
_WORDS = {"发明": PatentType.INVENTION, "实用新型": PatentType.UTILITY, "外观设计": PatentType.DESIGN}
_KINDS = {"U": PatentType.UTILITY, "Y": PatentType.UTILITY, "S": PatentType.DESIGN, "D": PatentType.DESIGN}


def read(path: Path) -> Iterator[tuple[int, Found]]:
    """Every document of a file as texts by field."""
    for number, document in enumerate(records(path, OLD, NEW), start=1):
        yield number, old(document) if local(document) == OLD else new(document)


def old(document: Any) -> Found:
    """A cn-patent-document (elements of ST.36 with cn- names of their own)."""
    data = first(document, "cn-bibliographic-data", "cn-bibliographic-data-grant")
    data = document if data is None else data
    applied = first(data, "application-reference")
    published = first(data, "cn-publication-reference", "publication-reference")
    applicants = every(data, ".//cn-applicant") or every(data, ".//applicant")
    inventors = every(data, ".//cn-inventor") or every(data, ".//inventor")
    designs = [text_of(one) for one in every(data, ".//classification-locarno/main-classification")]
    symbols = [_symbol(one) for one in every(data, "classifications-ipcr/classification-ipcr")]
    symbols += [text_of(one) for one in every(data, "classification-ipc/main-classification")]
    symbols += [text_of(one) for one in every(data, "classification-ipc/further-classification")]
    kind = text(published, "document-id/kind") if published is not None else attribute(document, "kind")
    return {
        "number": text(applied, "document-id/doc-number") if applied is not None else "",
        "type": _type(attribute(applied, "appl-type") if applied is not None else "", kind),
        "title": text(data, "invention-title", "design-title"),
        "applied_on": day(text(applied, "document-id/date")) if applied is not None else "",
        **_published(
            text(published, "document-id/country") if published is not None else "",
            text(published, "document-id/doc-number") if published is not None else "",
            kind,
            text(published, "document-id/date") if published is not None else "",
        ),
        "holders": joined([text(one, "addressbook/name", "addressbook/orgname", "name") for one in applicants]),
        "address": joined([_POSTCODE.sub("", text(one, "addressbook/address/text")) for one in applicants]),
        "inventors": joined([text(one, "name", "addressbook/name") for one in inventors]),
        "agency": joined([_agency(text_of(one)) for one in every(data, ".//cn-agency/name")]),
        **_classes([*designs, *symbols]),
        "abstract": _abstract(every(data, "abstract/p") or every(document, "abstract/p")),
        "claim_count": _count(every(document, "application-body/claims/claim")),
        "priority": joined([_priority(one, "country", "doc-number", "date") for one in _priorities_old(data)]),
    }


def new(document: Any) -> Found:
    """A PatentDocumentAndRelated; what is given as «original» and as «standard» is taken as original."""
    data = first(document, "BibliographicData", "DesignBibliographicData")
    data = document if data is None else data
    applied, published = _original(every(data, "ApplicationReference")), _original(every(data, "PublicationReference"))
    applicants = _originals(every(data, ".//ApplicantDetails/Applicant") or every(data, ".//PatenteeDetails/Patentee"))
    makers = _originals(every(data, ".//InventorDetails/Inventor") or every(data, ".//DesignerDetails/Designer"))
    kind = text(published, "DocumentID/Kind") if published is not None else attribute(document, "kind")
    symbols = [text_of(one) for one in every(data, "ClassificationLocarno/Text")]
    symbols += [text_of(one) for one in every(data, "ClassificationLocarno/MainClassification")]
    symbols += [_symbol(one) for one in every(data, "ClassificationIPCRDetails/ClassificationIPCR")]
    agencies = every(data, ".//Agency/AddressBook/OrganizationName") or every(data, ".//Agency/AddressBook/Name")
    return {
        "number": text(applied, "DocumentID/DocNumber") if applied is not None else "",
        "type": _type(attribute(applied, "applType") if applied is not None else "", kind),
        "title": text(data, "InventionTitle", "DesignTitle"),
        "applied_on": day(text(applied, "DocumentID/Date")) if applied is not None else "",
        **_published(
            text(published, "DocumentID/WIPOST3Code") if published is not None else "",
            text(published, "DocumentID/DocNumber") if published is not None else "",
            kind,
            text(published, "DocumentID/Date") if published is not None else "",
        ),
        "holders": joined([text(one, "AddressBook/Name", "AddressBook/OrganizationName") for one in applicants]),
        "address": joined([_POSTCODE.sub("", text(one, "AddressBook/Address/Text")) for one in applicants]),
        "inventors": joined([text(one, "AddressBook/Name") for one in makers]),
        "agency": joined([_agency(text_of(one)) for one in agencies]),
        **_classes(symbols),
        "abstract": _abstract(every(document, "Abstract/Paragraphs") or every(document, "DesignBriefExplanation")),
        "claim_count": _count(every(document, "Claims/Claim")),
        "priority": joined(
            [
                _priority(one, "WIPOST3Code", "DocNumber", "Date")
                for one in _originals(every(data, "PriorityDetails/Priority"))
            ]
        ),
    }


def _originals(elements: list[Any]) -> list[Any]:
    return [one for one in elements if attribute(one, "dataFormat") == "original"] or elements


def _original(elements: list[Any]) -> Any:
    return next(iter(_originals(elements)), None)


def _priorities_old(data: Any) -> list[Any]:
    found = every(data, "priority-claims/priority-claim")
    return found + every(data, ".//cn-domestic-priority-claim//document-id")


def _priority(claim: Any, country: str, number: str, on: str) -> str:
    """A priority as «KR 10-2016-0063019 2016-05-23»; the own number may stand in the form of the country."""
    return " ".join(part for part in (text(claim, country), text(claim, number), day(text(claim, on))) if part)


def _published(country: str, number: str, kind: str, on: str) -> Found:
    """A publication as fields: of an application or of a grant, and what status the right has by it."""
    if not number:
        return {}
    whole = number if number.startswith(country) else f"{country}{number}"
    whole += "" if whole.endswith(kind) else kind
    if kind[:1] == "A":
        return {
            "publication_number": whole,
            "published_on": day(on),
            "status": RightStatus.PUBLISHED.label,
            "status_on": day(on),
        }
    return {
        "grant_number": whole,
        "registered_on": day(on),
        "status": RightStatus.IN_FORCE.label,
        "status_on": day(on),
    }


def _type(written: str, kind: str) -> str:
    """发明, 实用新型 or 外观设计: from the application's words or code, else from the kind of document."""
    for word, found in _WORDS.items():
        if word in written:
            return found.label
    return (_TYPES.get(written[:1]) or _KINDS.get(kind[:1]) or PatentType.INVENTION).label


def _symbol(classification: Any) -> str:
    """«A24B   15/18    (2006.01)» or its parts as A24B15/18."""
    if whole := text(classification, "text", "Text"):
        return whole
    parts = [text(classification, *names) for names in _PARTS]
    return "".join(parts[:4]) + (f"/{parts[4]}" if parts[4] else "")


_PARTS = (
    ("section", "Section"),
    ("class", "MainClass"),
    ("subclass", "Subclass"),
    ("main-group", "MainGroup"),
    ("subgroup", "Subgroup"),
)


def _classes(symbols: list[str]) -> Found:
    plain = [_VERSION.sub("", one).replace(" ", "") for one in symbols if one]
    return {"main_class": plain[0] if plain else "", "classes": joined(plain)}


def _agency(name: str) -> str:
    return _AGENCY_CODE.sub("", name)


def _abstract(paragraphs: list[Any]) -> str:
    """The text of an abstract; deposits of microorganisms are listed in it, but are no part of it."""
    return "\n".join(
        text_of(one) for one in paragraphs if first(one, "bio-deposit", "BioDeposit") is None and text_of(one)
    )


def _count(claims: list[Any]) -> str:
    return str(len(claims)) if claims else ""


_NAMES = names(OLD, NEW)
NATIONAL = RecordFormat("cn-xml", "国家专利 XML", lambda head: begins_with(head, _NAMES), read)
