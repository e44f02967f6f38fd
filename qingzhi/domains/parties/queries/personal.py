"""Personal values as a page may show them: masked; the full value is read by an action that says so in the trail."""

from qingzhi.base.audit.personal import ERASED, opened_text

from ..models import Party
from ..rules.identity_number import masked_number, masked_phone
from ..terms import IdentifierScheme, PartyKind


def masked_identity(party: Party) -> str:
    """The identity number, masked; empty where none is stored."""
    row = party.identifiers.filter(scheme=IdentifierScheme.IDENTITY_CARD).first()
    if row is None or not row.sealed:
        return ""
    number = opened_text(party.subject_id, bytes(row.sealed))
    return number if number == ERASED else masked_number(number)


def masked_contact(party: Party) -> dict[str, str]:
    """The contact in force, masked; empty texts where none is stored."""
    row = party.contacts.filter(valid_to=None).order_by("-id").first()
    if row is None:
        return {}
    phone = opened_text(party.subject_id, bytes(row.phone_sealed)) if row.phone_sealed else ""
    name = opened_text(party.subject_id, bytes(row.name_sealed)) if row.name_sealed else ""
    return {
        "title": row.title,
        "phone": phone if phone in ("", ERASED) else masked_phone(phone),
        "name": name if name in ("", ERASED) else name[:1] + "*" * (len(name) - 1),
    }


def shown_address(party: Party, *, full: bool) -> str:
    """An organisation's address; a person's only to who may read personal values, else down to the first number."""
    if party.kind != PartyKind.INDIVIDUAL or full or not party.address:
        return party.address
    return f"{party.address[:6]}******" if len(party.address) > 6 else "******"
