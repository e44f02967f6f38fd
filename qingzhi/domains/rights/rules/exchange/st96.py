"""WIPO ST.96 V6.0: PatentPublication and DesignApplication as patents, alone or many in a bag or a transaction.

The publications of other offices are read too: their numbers keep the office's ST.3 code in front.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qingzhi.engine.imports.rules.shapes import RecordFormat

from ...terms import PatentType, RightStatus
from .st96_parts import addresses, number, of_office, people, status, words
from .xml_reading import begins_with, day, every, first, joined, local, names, records, text, text_of

PUBLICATION, DESIGN = "PatentPublication", "DesignApplication"
Found = dict[str, str]


def read(path: Path) -> Iterator[tuple[int, Found]]:
    """Every publication and every design of a file as texts by field."""
    count = 0
    for element in records(path, PUBLICATION, DESIGN):
        for found in patents(element):
            count += 1
            yield count, found


def patents(element: Any) -> list[Found]:
    """The patents of a PatentPublication (one) or a DesignApplication (one per design)."""
    return [publication(element)] if local(element) == PUBLICATION else designs(element)


def publication(element: Any) -> Found:
    """A PatentPublication."""
    data = first(element, "BibliographicData")
    data = element if data is None else data
    applied, published = first(data, "ApplicationIdentification"), first(data, "PatentPublicationIdentification")
    applied, published = data if applied is None else applied, data if published is None else published
    office = text(published, "IPOfficeCode")
    kind = text(published, "PatentDocumentKindCode")
    shown, on = f"{office}{text(published, 'PublicationNumber')}{kind}", day(text(published, "PublicationDate"))
    holders = every(data, "PartyBag/AssigneeBag/Assignee") or every(data, "PartyBag/ApplicantBag/Applicant")
    granted = kind[:1] not in ("", "A")
    earlier = first(
        data, "RelatedDocumentBag/RelatedPublication/PatentDocumentIdentification/PatentPublicationIdentification"
    )
    return {
        "number": number(applied),
        "title": words(data, "InventionTitleBag/InventionTitle"),
        "type": _type(text(applied, "InventionSubjectMatterCategory"), kind),
        "applied_on": day(text(applied, "FilingDate")),
        "publication_number": _document(earlier) if granted else shown,
        "published_on": (day(text(earlier, "PublicationDate")) if earlier is not None else "") if granted else on,
        "grant_number": shown if granted else "",
        "registered_on": on if granted else "",
        "status": (RightStatus.IN_FORCE if granted else RightStatus.PUBLISHED).label,
        "status_on": on,
        "holders": people(holders),
        "address": addresses(holders),
        "inventors": people(every(data, "PartyBag/InventorBag/Inventor")),
        "agency": people(every(data, "PartyBag/RegisteredPractitionerBag/RegisteredPractitioner")),
        **_classes(first(data, "PatentClassificationBag")),
        "abstract": _abstract(element),
        "claim_count": text(data, "ClaimTotalQuantity") or _count(every(element, "Claims/Claim")),
        "priority": joined([_priority(one) for one in every(data, "PriorityClaimBag/PriorityClaim")]),
    }


def designs(application: Any) -> list[Found]:
    """Each design of a DesignApplication; several designs of one application are told apart by their own numbers."""
    found = every(application, "DesignBag/Design")
    shared = number(application)
    return [_design(application, one, shared, len(found) > 1) for one in found]


def _design(application: Any, design: Any, shared: str, several: bool) -> Found:
    registered_on = day(text(design, "RegistrationDate", "RightEffectiveDate"))
    own = text(design, "RegistrationNumber", "DesignIdentifier")
    holders = every(design, "ApplicantBag/Applicant") or every(application, "ApplicantBag/Applicant")
    symbols = every(design, ".//LocarnoClassificationText") or every(design, ".//LocarnoClassification")
    agents = every(design, "RepresentativeBag/Representative") or every(application, "RepresentativeBag/Representative")
    return {
        "number": own if several and own else shared or own,
        "title": words(design, "DesignTitleText") or words(design, "ProductTitleText"),
        "type": PatentType.DESIGN.label,
        "applied_on": day(text(application, "ApplicationDate") or text(design, "ApplicationDate")),
        "grant_number": text(design, "RegistrationNumber"),
        "registered_on": registered_on,
        "published_on": day(text(design, "PublicationBag/Publication/PublicationDate")),
        "expires_on": day(text(design, "ExpiryDate")),
        "status": status(text(design, "DesignCurrentStatusCategory", "DesignCurrentStatusCode"), registered_on),
        "status_on": day(text(design, "DesignCurrentStatusDate")),
        "holders": people(holders),
        "address": addresses(holders),
        "inventors": people(every(design, "DesignerBag/Designer")),
        "agency": people(agents),
        **_listed([text_of(one) for one in symbols]),
        "abstract": "\n".join(text_of(one) for one in every(design, "DesignDescriptionText")),
        "priority": joined([_priority(one) for one in every(design, "PriorityBag/Priority")]),
    }


def _type(category: str, kind: str) -> str:
    plain = category.casefold()
    if "design" in plain or kind[:1] in ("S", "D"):
        return PatentType.DESIGN.label
    if "model" in plain or kind[:1] in ("U", "Y"):
        return PatentType.UTILITY.label
    return PatentType.INVENTION.label


def _classes(bag: Any) -> Found:
    """IPC in its present form, else in its earlier one, else Locarno; the symbol marked first is the main one."""
    if bag is None:
        return {}
    present = every(bag, "IPCRClassificationBag/IPCRClassification")
    present.sort(key=lambda one: text(one, "SymbolPositionCode") != "F")
    symbols = [_symbol(one) for one in present]
    if not symbols:
        earlier = every(bag, "IPCClassification/MainClassification") + every(
            bag, "IPCClassification/FurtherClassification"
        )
        symbols = [text_of(one).replace(" ", "") for one in earlier]
    return _listed(symbols or [text_of(one) for one in every(bag, ".//LocarnoClassificationText")])


def _symbol(one: Any) -> str:
    if whole := text(one, "PatentClassificationText"):
        return whole.replace(" ", "")
    front = "".join(text(one, part) for part in ("Section", "Class", "Subclass", "MainGroup"))
    below = text(one, "Subgroup")
    return f"{front}/{below}" if below else front


def _listed(symbols: list[str]) -> Found:
    return {"main_class": symbols[0] if symbols else "", "classes": joined(symbols)}


def _document(identification: Any) -> str:
    if identification is None:
        return ""
    parts = ("IPOfficeCode", "PublicationNumber", "PatentDocumentKindCode")
    return "".join(text(identification, part) for part in parts)


def _priority(claim: Any) -> str:
    office = text(claim, "IPOfficeCode", "PriorityCountryCode")
    own = of_office(text(claim, "ApplicationNumber/ApplicationNumberText"), "")
    on = day(text(claim, "FilingDate", "PriorityApplicationFilingDate"))
    return " ".join(part for part in (office, own, on) if part)


def _abstract(element: Any) -> str:
    found = every(element, "Abstract")
    paragraphs = every(found[0], "P") if found else []
    return "\n".join(text_of(one) for one in paragraphs) or text_of(found[0] if found else None)


def _count(claims: list[Any]) -> str:
    return str(len(claims)) if claims else ""


_NAMES = names(PUBLICATION, DESIGN)
ST96_PATENTS = RecordFormat("st96", "WIPO ST.96 专利 XML", lambda head: begins_with(head, _NAMES), read)
