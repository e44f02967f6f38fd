"""WIPO ST.96 V6.0: trademarks (TrademarkApplication, bags, transactions) and geographical indications (GIApplication)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qingzhi.engine.imports.rules.shapes import RecordFormat

from ...terms import GiKind, MarkType
from .st96_parts import addresses, number, of_office, people, status, words
from .xml_reading import attribute, begins_with, day, every, first, joined, names, records, text, text_of

MARK, INDICATION = "Trademark", "GIApplication"
Found = dict[str, str]


def read_marks(path: Path) -> Iterator[tuple[int, Found]]:
    """Every Trademark of a file as texts by field, whatever holds it."""
    for count, element in enumerate(records(path, MARK), start=1):
        yield count, mark(element)


def read_indications(path: Path) -> Iterator[tuple[int, Found]]:
    """Every GIApplication of a file as texts by field."""
    for count, element in enumerate(records(path, INDICATION), start=1):
        yield count, indication(element)


def mark(element: Any) -> Found:
    """A Trademark; a number of registration identifies it, before that the application's."""
    office = text(element, "RegistrationOfficeCode", "ApplicationNumber/IPOfficeCode")
    registered, registered_on = text(element, "RegistrationNumber"), day(text(element, "RegistrationDate"))
    published = [day(text_of(one)) for one in every(element, "PublicationBag/Publication/PublicationDate")]
    holders = every(element, "HolderBag/Holder") or every(element, "ApplicantBag/Applicant")
    category = text(element, "MarkCategory")
    return {
        "number": of_office(registered, office) or number(element),
        "title": words(element, ".//MarkVerbalElementText") or words(element, ".//MarkSignificantVerbalElementText"),
        "type": _mark_type(category),
        "classes": joined(_nice(element)),
        "goods": "；".join(text_of(one) for one in every(element, ".//GoodsServicesDescriptionText")),
        "applied_on": day(text(element, "ApplicationDate")),
        "preliminary_on": next(
            (one for one in sorted(published) if one and (not registered_on or one < registered_on)), ""
        ),
        "registered_on": registered_on,
        "expires_on": day(text(element, "ExpiryDate")),
        "status": status(
            text(element, "MarkCurrentStatusCode", "MarkCurrentStatusInternalDescriptionText"), registered_on
        ),
        "status_on": day(text(element, "MarkCurrentStatusDate")),
        "holders": people(holders),
        "address": addresses(holders),
        "agency": people(every(element, "RepresentativeBag/Representative")),
        "is_gi": "是" if "geographical" in category.casefold() else "",
    }


def indication(application: Any) -> Found:
    """A GIApplication with its area, applicants and authorised users."""
    data = first(application, "GIData")
    data = application if data is None else data
    registered_on = day(text(data, "RegistrationDate"))
    published = first(data, "GIPublicationBag/GIPublication")
    office = attribute(data, "officeCode")
    users = every(application, "AuthorizedUser") or every(application, ".//AuthorizedUserBag/AuthorizedUser")
    own = text(data, "RegistrationNumber") or text(data, "ApplicationNumber/ApplicationNumberText")
    return {
        "number": of_office(own, office),
        "title": words(data, "GINameBag/GINameText") or words(data, ".//GINameText"),
        "type": GiKind.PRODUCT.label,
        "category": joined([f"第{one}类" for one in _nice(data)]),
        "area": "；".join(text_of(one) for one in every(data, ".//GeographicRegionDescriptionText")),
        "announcement": text(published, "PublicationIdentifier") if published is not None else "",
        "registered_on": registered_on,
        "status": status(text(data, "GICurrentStatusCode", "GICurrentStatusCategory"), registered_on),
        "holders": people(every(application, "ApplicantBag/Applicant") or every(data, "ApplicantBag/Applicant")),
        "users": people(users),
    }


def _nice(element: Any) -> list[str]:
    """The Nice classes alone, without the national ones that stand beside them, as bare numbers."""
    found = []
    for one in every(element, ".//GoodsServicesClassification"):
        number = text(one, "ClassNumber")
        if text(one, "ClassificationKindCode") in ("Nice", "") and number.isdigit():
            found.append(str(int(number)))
    return found


def _mark_type(category: str) -> str:
    plain = category.casefold()
    if "certif" in plain or "guarantee" in plain:
        return MarkType.CERTIFICATION.label
    return (MarkType.COLLECTIVE if "collective" in plain else MarkType.ORDINARY).label


_MARKS, _INDICATIONS = names(MARK, "TrademarkApplication"), names(INDICATION)
ST96_MARKS = RecordFormat("st96", "WIPO ST.96 商标 XML", lambda head: begins_with(head, _MARKS), read_marks)
ST96_INDICATIONS = RecordFormat(
    "st96", "WIPO ST.96 地理标志 XML", lambda head: begins_with(head, _INDICATIONS), read_indications
)
