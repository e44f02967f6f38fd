"""What patents, designs, marks and indications have in common in WIPO ST.96: names, contacts, numbers, statuses."""

from typing import Any

from ...terms import RightStatus
from .xml_reading import attribute, every, first, joined, text, text_of

# ST.96 status codes and categories, by a part of the word (MarkCurrentStatusCode, DesignCurrentStatusCategory, GIStatus…).
_STATUSES = (
    (("expir",), RightStatus.EXPIRED),
    (("withdraw", "abandon"), RightStatus.WITHDRAWN),
    (("refus", "reject"), RightStatus.REJECTED),
    (("invalid", "annul", "nullif"), RightStatus.INVALIDATED),
    (("cancel", "surrender", "revok", "revoc", "ended", "removed"), RightStatus.CANCELLED),
    (("lapse",), RightStatus.LAPSED),
    (("registered", "registration published", "renew", "in force", "granted"), RightStatus.IN_FORCE),
    (("publish", "oppos"), RightStatus.PUBLISHED),
    (("exam",), RightStatus.EXAMINED),
    (("filed", "application", "pending", "received"), RightStatus.PENDING),
)


def status(written: str, registered_on: str) -> str:
    """The status in Chinese; without a word of it, what the dates say."""
    if not written:
        return (RightStatus.IN_FORCE if registered_on else RightStatus.PENDING).label
    plain = written.casefold()
    return next(
        (found.label for parts, found in _STATUSES if any(part in plain for part in parts)), RightStatus.UNKNOWN.label
    )


def number(record: Any) -> str:
    """The application number with the office's code in front, where the office is not China's."""
    found = text(record, "ApplicationNumber/ApplicationNumberText", "ApplicationNumber/ST13ApplicationNumber")
    office = text(record, "ApplicationNumber/IPOfficeCode", "RegistrationOfficeCode", "IPOfficeCode")
    return of_office(found, office or attribute(record, "officeCode"))


def of_office(written: str, office: str) -> str:
    """A number as the register keeps it: bare for China, with the office's ST.3 code for others."""
    if not written or office in ("", "CN", "XX") or written.startswith(office):
        return written
    return f"{office}{written}" if written[0].isdigit() else f"{office} {written}"


def people(parties: list[Any]) -> str:
    """The names of several parties, each once."""
    return joined([name(one) for one in parties])


def name(party: Any) -> str:
    """A party's name, in Chinese where it is given in several languages."""
    contacts = every(party, "Contact") or every(party, "PublicationContact") or [party]
    named = [(attribute(_named(one), "languageCode"), _name(_named(one))) for one in contacts]
    named = [one for one in named if one[1]]
    chinese = [one for one in named if one[0].startswith("zh") or any("一" <= sign <= "鿿" for sign in one[1])]
    return next((one[1] for one in [*chinese, *named]), "")


def addresses(parties: list[Any]) -> str:
    """Where several parties are, each once."""
    return joined([_address(one) for one in parties])


def words(element: Any, path: str) -> str:
    """The text at a path, in Chinese where it is given in several languages."""
    found = [one for one in every(element, path) if text_of(one)]
    chinese = [one for one in found if attribute(one, "languageCode").startswith("zh")]
    return text_of(next(iter([*chinese, *found]), None))


def _named(contact: Any) -> Any:
    found = first(contact, "Name")
    return contact if found is None else found


def _name(named: Any) -> str:
    whole = text(named, "OrganizationName/OrganizationStandardName", "EntityName", "PersonName/PersonFullName")
    if whole:
        return whole
    family = text(named, "PersonName/PersonStructuredName/LastName")
    given = text(named, "PersonName/PersonStructuredName/FirstName")
    chinese = any("一" <= sign <= "鿿" for sign in family)
    return f"{family}{given}" if chinese else f"{given} {family}".strip()


def _address(party: Any) -> str:
    book = first(party, "Contact/PostalAddressBag/PostalAddress", "PublicationContact/PostalAddressBag/PostalAddress")
    if book is None:
        return text(party, "PublicationContact/CountryCode")
    lines = every(book, "PostalAddressText") or every(book, ".//AddressLineText")
    parts = [text_of(one) for one in lines]
    structured = ("GeographicRegionName", "CityName", "CountryCode")
    return " ".join(part for part in [*parts, *(text(book, f".//{one}") for one in structured)] if part)
